package dev.plumb.runtime.cell;

/**
 * A cell that could not be computed.
 *
 * @param column physical
 * @param key of its row, a JSON array
 * @param type SQLSTATE of an expression's error, or what the function says of its own
 */
public record FailedCell(String column, String key, String type, String message) {}
