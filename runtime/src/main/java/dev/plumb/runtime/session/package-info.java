/**
 * The sessions of a database that the parts of the runtime work with: where they come from and how they are set up. Knows no ledger
 * and no tables.
 */
@NullMarked
package dev.plumb.runtime.session;

import org.jspecify.annotations.NullMarked;
