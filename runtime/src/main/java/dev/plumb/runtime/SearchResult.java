package dev.plumb.runtime;

import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.search.Neighbour;
import dev.plumb.schema.EmbeddingIndex;
import java.util.List;
import java.util.Optional;

/**
 * Rows whose embeddings are near to that of a text.
 *
 * @param index that was asked
 * @param rows the nearest first
 * @param state how far the index is; absent when the ledger knows nothing of it
 */
public record SearchResult(EmbeddingIndex index, List<Neighbour> rows, Optional<ColumnState> state) {
    public SearchResult {
        rows = List.copyOf(rows);
    }
}
