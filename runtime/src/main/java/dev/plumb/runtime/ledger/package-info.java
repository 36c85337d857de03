/**
 * Plumb's own tables in the target database: what is known of a namespace, who is applying, what ran, what is managed. It
 * reads and writes them with plain JDBC; it neither plans nor runs a plan's statements.
 */
@NullMarked
package dev.plumb.runtime.ledger;

import org.jspecify.annotations.NullMarked;
