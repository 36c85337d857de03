package dev.plumb.stress;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cell is or has to be.
 *
 * @param value as text, null for null
 * @param error the type of its error
 */
record CellState(@Nullable String value, Optional<String> error) {
    static final CellState NULL = new CellState(null, Optional.empty());

    /** What depends on a cell with an error. */
    static final CellState INPUT_FAILED = failed("InputFailed");

    static CellState of(@Nullable Object value) {
        return value == null ? NULL : new CellState(value.toString(), Optional.empty());
    }

    static CellState failed(String type) {
        return new CellState(null, Optional.of(type));
    }

    boolean isFailed() {
        return error.isPresent();
    }

    @Override
    public String toString() {
        return error.map(type -> "error " + type).orElse(value == null ? "null" : "'" + value + "'");
    }
}
