package dev.plumb.runtime.backfill;

import dev.plumb.runtime.cell.FailedCell;
import dev.plumb.runtime.failure.PlumbException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A backfill did not come to its end. What is filled stays filled, and it can go on where it stopped unless it was cancelled. */
public final class BackfillStoppedException extends PlumbException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable FailedCell cell;

    BackfillStoppedException(String happened, String remedy, @Nullable Throwable cause) {
        super(happened, remedy, cause);
        this.cell = null;
    }

    BackfillStoppedException(String table, FailedCell cell, @Nullable Throwable cause) {
        super(
                "the column " + cell.column() + " of " + table + " cannot be computed for the row " + cell.key() + ": "
                        + cell.message() + " (" + cell.type() + ")",
                "correct that row or the definition of the column, or declare on_error: ignore to keep such errors per row",
                cause);
        this.cell = cell;
    }

    /** The cell whose error stopped it, if one did. */
    public Optional<FailedCell> cell() {
        return Optional.ofNullable(cell);
    }
}
