/**
 * What can go wrong at run time, one class per thing that a caller can do something about. Every message says what happened,
 * where, and what to do next, without secrets. Nothing here talks to a server.
 */
@NullMarked
package dev.plumb.runtime.failure;

import org.jspecify.annotations.NullMarked;
