/**
 * Runs plans: one applier per namespace, each transaction with a bounded wait for its locks, every step recorded where it is
 * done, resumable after any crash. It decides nothing about schemas and never prints.
 */
@NullMarked
package dev.plumb.runtime.apply;

import org.jspecify.annotations.NullMarked;
