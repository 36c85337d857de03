package dev.plumb.runtime.search;

import dev.plumb.schema.Address;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Table;

/**
 * What to look for.
 *
 * @param address of the table
 * @param table as declared
 * @param index of the table
 * @param limit how many rows at most
 */
public record SearchRequest(Address address, Table table, EmbeddingIndex index, String text, int limit) {}
