/**
 * Sessions in which nothing can be written, and the tables that they read, as the database has them. Knows no ledger.
 */
@NullMarked
package dev.plumb.runtime.readonly;

import org.jspecify.annotations.NullMarked;
