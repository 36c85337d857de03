package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.WriteMode.CellFailure;
import java.util.Optional;

/**
 * What is to be written into one cell.
 *
 * @param text the value as the server reads it; empty for null
 * @param failure why there is no value
 */
record CellResult(Optional<String> text, Optional<CellFailure> failure) {
    static final CellResult NULL = new CellResult(Optional.empty(), Optional.empty());

    static CellResult value(String text) {
        return new CellResult(Optional.of(text), Optional.empty());
    }

    static CellResult failure(CellFailure failure) {
        return new CellResult(Optional.empty(), Optional.of(failure));
    }

    boolean isFailed() {
        return failure.isPresent();
    }
}
