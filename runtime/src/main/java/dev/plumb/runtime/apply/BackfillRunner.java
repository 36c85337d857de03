package dev.plumb.runtime.apply;

import dev.plumb.plan.Fill;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.StepRecord;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Has computed columns filled, and records it. Until then the ledger knows them as not filled. */
final class BackfillRunner {
    private final RunContext run;
    private final StepGroup group;
    private final Step step;

    BackfillRunner(RunContext run, StepGroup group) {
        this.run = run;
        this.group = group;
        this.step = group.first();
    }

    void run() throws StepFailedException {
        Instant started = Instant.now();
        try {
            run.inTransaction(connection -> run.log().started(connection, step, started));
            run.listener().stepStarted(step);
            fill();
            Instant finished = Instant.now();
            run.inTransaction(connection -> {
                run.log().done(connection, List.of(StepRecord.finished(step, started, finished)));
                run.managed().add(connection, run.log().run(), run.progress().added(group));
                run.namespace().raiseRevision(connection);
            });
            run.listener().stepFinished(step, Duration.between(started, finished));
            run.listener().committed(step);
        } catch (SQLException e) {
            run.work().rollBack();
            run.recordFailure(step, started, e, ServerAnswer.of(e).happened());
            throw new StepFailedException(step, e, List.of());
        } catch (BackfillAbortedException e) {
            run.recordFailure(step, started, e, String.valueOf(e.getMessage()));
            throw new StepFailedException(step, takenOut(e), List.of());
        } catch (InterruptedException e) {
            if (run.work().stopReason().isEmpty()) {
                Thread.currentThread().interrupt();
            }
            run.work().stop(Stop.INTERRUPTED);
            throw new StepFailedException(step, e, List.of());
        } catch (StoppedException e) {
            throw new StepFailedException(step, e, List.of());
        } catch (RuntimeException e) {
            run.work().rollBack();
            throw new StepFailedException(step, e, List.of());
        }
    }

    private void fill() throws SQLException, BackfillAbortedException, InterruptedException, StoppedException {
        run.work().lendThread();
        try {
            run.backfill().run(step.fill().orElseThrow(), run.job());
        } finally {
            run.work().returnThread();
        }
    }

    /** The unfinished columns go again, and with them what is remembered of them. */
    private BackfillAbortedException takenOut(BackfillAbortedException abort) {
        Fill fill = step.fill().orElseThrow();
        if (fill.undo().isEmpty()) {
            return abort;
        }
        String columns = fill.undone().isEmpty()
                ? "what was filled beside the present values"
                : fill.undone().stream().map(Address::toString).collect(Collectors.joining(", "));
        try {
            run.inTransaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set local lock_timeout = '10s'");
                    for (String sql : fill.undo()) {
                        statement.execute(sql);
                    }
                }
                run.managed().remove(connection, fill.undone());
                run.cells().forget(connection, fill.undone());
                run.namespace().raiseRevision(connection);
            });
            return new BackfillAbortedException(abort.getMessage() + "; taken out again: " + columns, abort);
        } catch (SQLException e) {
            run.work().rollBack();
            abort.addSuppressed(e);
            return new BackfillAbortedException(
                    abort.getMessage() + "; " + columns + " could not be taken out again ("
                            + ServerAnswer.of(e).happened() + ") and stays, not filled",
                    abort);
        }
    }
}
