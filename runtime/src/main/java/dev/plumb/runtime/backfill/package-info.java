/**
 * Filling computed columns for the rows that a table already has: a job in the ledger, cut into chunks that processes share, filled while
 * others read and write the table. Knows no spec and no plan.
 */
@NullMarked
package dev.plumb.runtime.backfill;

import org.jspecify.annotations.NullMarked;
