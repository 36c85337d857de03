package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;
import java.time.Instant;

/**
 * A computed column that could not be computed for one row, and is null there.
 *
 * @param column as it is named in the database
 * @param key the values of the columns of the row's key, a JSON array
 * @param type SQLSTATE of an expression's error, what a function says of its own, or {@code InputFailed}
 * @param attempts with the present inputs and function
 * @param at the last one
 */
public record CellError(Address column, String key, String type, String message, int attempts, Instant at) {}
