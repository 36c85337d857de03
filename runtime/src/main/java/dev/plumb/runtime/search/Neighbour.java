package dev.plumb.runtime.search;

import java.util.Optional;

/**
 * A row that was found.
 *
 * @param key the values of its primary key, a JSON array; empty when the table has none
 * @param distance by the metric of the index, less is nearer
 * @param text the beginning of the embedded column
 */
public record Neighbour(String key, double distance, Optional<String> text) {}
