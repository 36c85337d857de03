package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.Window;
import dev.plumb.runtime.cell.FailedCell;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row cannot be computed, and its column wants no errors. */
final class AbortException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable FailedCell cell;
    private final transient @Nullable Window window;
    private final transient Step.@Nullable Expressions step;

    /** The cell is known. */
    AbortException(FailedCell cell) {
        this.cell = cell;
        this.window = null;
        this.step = null;
    }

    /** Some row of the window, which the server does not name. */
    AbortException(Step.Expressions step, Window window, SQLException cause) {
        super(cause);
        this.cell = null;
        this.window = window;
        this.step = step;
    }

    Optional<FailedCell> cell() {
        return Optional.ofNullable(cell);
    }

    /** What was computed for the window. */
    Optional<Step.Expressions> step() {
        return Optional.ofNullable(step);
    }

    Optional<Window> window() {
        return Optional.ofNullable(window);
    }

    Optional<SQLException> answer() {
        return getCause() instanceof SQLException e ? Optional.of(e) : Optional.empty();
    }
}
