/**
 * Trying a computed column on a few rows: everything is read in read-only transactions, the functions are called, and nothing is stored.
 * Needs the table, and neither the column nor a ledger.
 */
@NullMarked
package dev.plumb.runtime.sample;

import org.jspecify.annotations.NullMarked;
