package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.StepRecord;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Runs a step that no transaction can hold, between a transaction that records the intent and one that records the end. Once
 * a build has begun it waits for others as long as its deadline allows, because giving up would throw the work away.
 */
final class AloneRunner {
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final RunContext run;
    private final StepGroup group;
    private final Step step;

    AloneRunner(RunContext run, StepGroup group) {
        this.run = run;
        this.group = group;
        this.step = group.first();
    }

    void run() throws StepFailedException {
        Instant started = Instant.now();
        try {
            List<BuiltIndex> building =
                    BuiltIndex.builtBy(step, run.request().schemas(), run.work().connection());
            recordIntent(started);
            run.listener().stepStarted(step);
            Optional<String> left = left();
            if (left.isPresent()) {
                execute(left.get(), building);
            }
            Instant finished = Instant.now();
            recordEnd(StepRecord.finished(step, started, finished));
            run.listener().stepFinished(step, Duration.between(started, finished));
            run.listener().committed(step);
        } catch (SQLException e) {
            run.work().rollBack();
            run.recordFailure(step, started, e, ServerAnswer.of(e).happened());
            throw new StepFailedException(step, e, run.monitor().blockers());
        } catch (StoppedException | RuntimeException e) {
            run.work().rollBack();
            throw new StepFailedException(step, e, run.monitor().blockers());
        }
    }

    /** What is to be run: nothing, or another end, where an earlier run of the same plan has begun it. */
    private Optional<String> left() throws SQLException, StoppedException {
        if (run.request().earlier().equals(ApplyRequest.Earlier.NOTHING)) {
            return Optional.of(step.sql());
        }
        Optional<DetachedPartition> detached = DetachedPartition.by(step);
        if (detached.isPresent()) {
            return detached.get().left(step, run.work().connection());
        }
        return isBuiltAlready() ? Optional.empty() : Optional.of(step.sql());
    }

    /**
     * Whether an earlier run of the same plan, which ended without a word, has built this step's index; what it left unfinished is
     * removed.
     */
    private boolean isBuiltAlready() throws SQLException, StoppedException {
        Optional<BuiltIndex> built = BuiltIndex.createdBy(step);
        if (built.isPresent() && built.get().isInvalid(run.work().connection())) {
            run.work()
                    .execute("drop index concurrently if exists " + built.get().qualifiedName());
        }
        return built.isPresent() && built.get().isThere(run.work().connection());
    }

    private void execute(String sql, List<BuiltIndex> building) throws SQLException, StoppedException {
        long end = System.nanoTime() + run.options().lockBudget().toNanos();
        Waiting waiting = new Waiting(
                run.options().lockBudget(), blockers -> run.listener().waitingForOthers(step, blockers));
        Future<?> deadline = run.monitor().deadline(run.options().statementDeadline());
        try {
            for (int attempt = 1; ; attempt++) {
                Future<?> watch = run.monitor().watch(LOOK_INTERVAL, waiting);
                try {
                    run.work().execute(sql);
                    BuiltIndex.requireValid(building, run.work().connection());
                    return;
                } catch (SQLException e) {
                    removeDebris(building);
                    if (!ServerAnswer.of(e).isTransient() || System.nanoTime() >= end) {
                        throw e;
                    }
                    run.listener().lockNotObtained(step, run.monitor().blockers(), attempt);
                } finally {
                    watch.cancel(false);
                }
                run.work().pause(run.ladder().pause(attempt));
            }
        } finally {
            deadline.cancel(false);
        }
    }

    /** What a stopped session leaves behind is on record as ours, and the next plan begins with it. */
    private void removeDebris(List<BuiltIndex> building) throws SQLException, StoppedException {
        if (run.work().stopReason().isEmpty() && run.work().isUsable()) {
            for (BuiltIndex index : building) {
                if (index.isInvalid(run.work().connection())) {
                    run.work().execute("drop index concurrently if exists " + index.qualifiedName());
                }
            }
        }
    }

    private void recordIntent(Instant started) throws SQLException {
        run.inTransaction(connection -> {
            run.log().started(connection, step, started);
            run.managed().add(connection, run.log().run(), run.progress().added(group));
            run.namespace().raiseRevision(connection);
        });
    }

    private void recordEnd(StepRecord record) throws SQLException {
        run.inTransaction(connection -> {
            run.log().done(connection, List.of(record));
            run.managed().remove(connection, run.progress().removed(group));
        });
    }
}
