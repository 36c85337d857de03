package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;

/**
 * How many rows a computed column could not be computed for.
 *
 * @param type of their errors, as in {@link CellError}
 */
public record CellErrorCount(Address column, String type, long count) {}
