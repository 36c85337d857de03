package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.plan.computed.SwapStatements;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.InterruptedRunException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.RunSummary.Outcome;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * How a run that did not succeed is told.
 *
 * @param failed the step and why
 * @param stop set when it was stopped from outside of its thread
 * @param done how many steps are committed; absent when the server cannot be asked
 * @param total of the plan
 */
record RunFailure(StepFailedException failed, Optional<Stop> stop, OptionalInt done, int total) {
    private static final int LONGEST_SQL = 200;

    private static final String AGAIN = "run 'plumb apply' again";

    Outcome outcome() {
        if (isStoppedBy(Stop.INTERRUPTED)) {
            return Outcome.INTERRUPTED;
        }
        return isNothingDone() && !isBehind() ? Outcome.FAILED : Outcome.PARTIAL;
    }

    private boolean isStoppedBy(Stop reason) {
        return stop.filter(s -> s == reason).isPresent();
    }

    private boolean isNothingDone() {
        return done.isPresent() && done.getAsInt() == 0 && total > 0;
    }

    /** Columns are filled beside others, by this run or one before, and something has to end before they can be swapped. */
    private boolean isBehind() {
        return cause() instanceof SQLException e && SwapStatements.isRefusal(e.getSQLState());
    }

    /** What is filled stays, though its step is not done. */
    private boolean isFillingInterrupted() {
        return isStoppedBy(Stop.INTERRUPTED)
                && failed.step().filter(s -> s.fill().isPresent()).isPresent();
    }

    RuntimeException exception() {
        Exception cause = cause();
        if (!isNothingDone() || isBehind() || isFillingInterrupted()) {
            return new PartialException(
                    where() + ": " + what() + "; " + progress(),
                    remedy() + "; apply continues where it stopped",
                    cause);
        }
        if (isStoppedBy(Stop.INTERRUPTED)) {
            return new InterruptedRunException(where() + ": " + what() + nothing(), AGAIN);
        }
        if (isStoppedBy(Stop.LEASE_LOST) || isLockTrouble()) {
            return new LockedException(where() + ": " + what() + nothing(), remedy());
        }
        if (cause instanceof SQLException answer) {
            return DatabaseException.during("running " + where() + sql() + nothing(), answer);
        }
        return cause instanceof RuntimeException unexpected
                ? unexpected
                : new IllegalStateException(where() + ": " + what(), cause);
    }

    /** A statement that runs alone cannot be rolled back, and whoever is cut off cannot clean up. */
    private String nothing() {
        boolean cutOff = stop.isPresent()
                || (cause() instanceof SQLException e && ServerAnswer.of(e).isConnectionLost());
        boolean leftBehind =
                cutOff && failed.step().filter(s -> s.mode() == Step.Mode.ALONE).isPresent();
        return leftBehind
                ? "; nothing was applied, but the statement may have left something unfinished, which the next apply removes"
                : "; nothing was applied";
    }

    /** For the ledger. */
    String message() {
        return where() + ": " + what();
    }

    private Exception cause() {
        return failed.getCause() instanceof Exception e ? e : failed;
    }

    private boolean isLockTrouble() {
        return isStoppedBy(Stop.BLOCKED)
                || (stop.isEmpty()
                        && cause() instanceof SQLException e
                        && ServerAnswer.of(e).isTransient());
    }

    private String where() {
        return failed.step().map(this::where).orElse("recording the result");
    }

    private String where(Step step) {
        String addresses =
                step.addresses().stream().map(Address::toString).distinct().collect(Collectors.joining(", "));
        return "step " + step.ordinal() + " of " + total + (addresses.isEmpty() ? "" : " (" + addresses + ")");
    }

    private String sql() {
        String sql = failed.step().map(Step::sql).orElse("").replaceAll("\\s+", " ");
        if (sql.isEmpty()) {
            return "";
        }
        return ", " + (sql.length() <= LONGEST_SQL ? sql : sql.substring(0, LONGEST_SQL) + "…");
    }

    private String what() {
        if (stop.isPresent()) {
            return stop.get().words() + (isLockTrouble() ? blockedBy() : "");
        }
        if (isLockTrouble()) {
            return "its locks were not to be had in time" + blockedBy();
        }
        return cause() instanceof SQLException e ? ServerAnswer.of(e).happened() : String.valueOf(cause().getMessage());
    }

    private String blockedBy() {
        List<Blocking> blockers = failed.blockers();
        return blockers.isEmpty()
                ? ""
                : ", blocked by " + blockers.stream().map(Blocking::toString).collect(Collectors.joining("; and by "));
    }

    private String remedy() {
        if (isLockTrouble()) {
            return "wait for these transactions to end, or end them, then " + AGAIN;
        }
        return stop.isEmpty() && cause() instanceof SQLException e
                ? ServerAnswer.of(e).remedy()
                : AGAIN;
    }

    private String progress() {
        if (done.isEmpty()) {
            return "the server cannot be asked how much of the plan is applied";
        }
        int count = done.getAsInt();
        if (count == 0) {
            return "no step is done";
        }
        return count == total
                ? "all " + total + " steps are applied"
                : (count == 1 ? "step 1 of " + total + " is" : "steps 1 to " + count + " of " + total + " are")
                        + " applied and recorded";
    }
}
