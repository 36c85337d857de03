package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.DataMigrationTable;
import dev.plumb.runtime.ledger.StepRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Runs the steps of one transaction and records them in it. When its locks are not to be had in time it is rolled back and
 * tried again, with pauses that let others pass, until the budget is used up; and when it is to swap columns whose rows are
 * behind, once these are not.
 */
final class TransactionRunner {
    private final RunContext run;
    private final StepGroup group;
    private final Optional<Completion> completion;
    private final Settling settling;
    private Step current;

    /**
     * @param completion what ends the run, when these are its last steps
     */
    TransactionRunner(RunContext run, StepGroup group, Optional<Completion> completion) {
        this.run = run;
        this.group = group;
        this.completion = completion;
        this.settling = new Settling(run);
        this.current = group.first();
    }

    void run() throws StepFailedException {
        long end = System.nanoTime() + run.options().lockBudget().toNanos();
        for (int attempt = 1; ; attempt++) {
            Duration limit = run.ladder().limit(attempt);
            Future<?> watch = run.monitor().watch(limit.dividedBy(3));
            try {
                attempt(limit);
                run.listener().committed(group.last());
                return;
            } catch (SQLException e) {
                run.work().rollBack();
                if (settling.helps(e)) {
                    long began = System.nanoTime();
                    settling.workOff(current);
                    end += System.nanoTime() - began;
                    continue;
                }
                if (!ServerAnswer.of(e).isTransient() || System.nanoTime() >= end) {
                    throw new StepFailedException(current, e, run.monitor().blockers());
                }
                run.listener().lockNotObtained(current, run.monitor().blockers(), attempt);
            } catch (StoppedException | RuntimeException e) {
                run.work().rollBack();
                throw new StepFailedException(current, e, List.of());
            } finally {
                watch.cancel(false);
            }
            letOthersPass(attempt);
        }
    }

    private void letOthersPass(int attempt) throws StepFailedException {
        try {
            run.work().pause(run.ladder().pause(attempt));
        } catch (StoppedException e) {
            throw new StepFailedException(current, e, run.monitor().blockers());
        }
    }

    private void attempt(Duration limit) throws SQLException, StoppedException {
        Connection connection = run.work().connection();
        connection.setAutoCommit(false);
        run.log().fence().hold(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + limit.toMillis());
        }
        settling.announce(connection);
        List<StepRecord> records = execute();
        if (completion.isPresent()) {
            run.request().arrival().check(connection);
        }
        record(connection, records);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private List<StepRecord> execute() throws SQLException, StoppedException {
        StepRunner runner = new StepRunner(run.work(), run.request(), run.listener(), group);
        try {
            return runner.execute();
        } finally {
            current = runner.current();
        }
    }

    private void record(Connection connection, List<StepRecord> records) throws SQLException {
        run.log().done(connection, records);
        run.cells().follow(connection, group);
        run.kept().follow(connection, run.log().fence().namespace(), run.log().run(), group);
        recordData(connection);
        if (completion.isPresent()) {
            completion.get().write(connection);
            return;
        }
        run.managed().add(connection, run.log().run(), run.progress().added(group));
        run.managed().remove(connection, run.progress().removed(group));
        run.namespace().raiseRevision(connection);
    }

    private void recordData(Connection connection) throws SQLException {
        DataMigrationTable table = new DataMigrationTable(run.log().fence().namespace());
        for (Step step : group.steps()) {
            if (step.data().isPresent()) {
                table.add(connection, run.log().run(), step.data().get());
            }
        }
    }
}
