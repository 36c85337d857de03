package dev.plumb.runtime;

import dev.plumb.runtime.search.Neighbour;
import dev.plumb.schema.EmbeddingIndex;
import java.util.List;

/**
 * Rows whose embeddings are near to that of a text.
 *
 * @param index that was asked
 * @param rows the nearest first
 */
public record SearchResult(EmbeddingIndex index, List<Neighbour> rows) {
    public SearchResult {
        rows = List.copyOf(rows);
    }
}
