package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.StepRecord;
import dev.plumb.schema.Address;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Runs the steps of one transaction and records them in it. When its locks are not to be had in time it is rolled back and
 * tried again, with pauses that let others pass, until the budget is used up.
 */
final class TransactionRunner {
    private final RunContext run;
    private final StepGroup group;
    private final Optional<Completion> completion;
    private Step current;

    /**
     * @param completion what ends the run, when these are its last steps
     */
    TransactionRunner(RunContext run, StepGroup group, Optional<Completion> completion) {
        this.run = run;
        this.group = group;
        this.completion = completion;
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
        List<StepRecord> records = new ArrayList<>();
        Set<Address> locked = new HashSet<>();
        for (Step step : group.steps()) {
            current = step;
            run.listener().stepStarted(step);
            Instant started = Instant.now();
            lockFirst(step, locked);
            run.work().execute(step.sql());
            Instant finished = Instant.now();
            records.add(StepRecord.finished(step, started, finished));
            run.listener().stepFinished(step, Duration.between(started, finished));
        }
        record(connection, records);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void record(Connection connection, List<StepRecord> records) throws SQLException {
        run.log().done(connection, records);
        if (completion.isPresent()) {
            completion.get().write(connection);
            return;
        }
        run.managed().add(connection, run.log().run(), run.progress().added(group));
        run.managed().remove(connection, run.progress().removed(group));
        run.namespace().raiseRevision(connection);
    }

    /**
     * Takes the strongest lock at once on a table that several of these steps lock: raising a weaker lock half-way would
     * invite a deadlock. A single statement takes the lock that it needs by itself, and no stronger one.
     */
    private void lockFirst(Step step, Set<Address> locked) throws SQLException, StoppedException {
        for (Address address : step.locks()) {
            boolean several = group.steps().stream()
                            .filter(s -> s.locks().contains(address))
                            .count()
                    > 1;
            if (several && locked.add(address)) {
                Optional<String> name = qualifiedName(address);
                if (name.isPresent() && isTable(name.get())) {
                    run.work().execute("lock table " + name.get() + " in access exclusive mode");
                }
            }
        }
    }

    private Optional<String> qualifiedName(Address relation) {
        return Optional.ofNullable(run.request().schemas().get(relation.directory()))
                .flatMap(schema -> relation.object().map(object -> SqlNames.qualified(schema, object)));
    }

    /** Other relations cannot be locked by name; a table that an earlier step renames is left to its own statement. */
    private boolean isTable(String qualifiedName) throws SQLException {
        try (PreparedStatement statement = run.work()
                .connection()
                .prepareStatement("select 1 from pg_class where oid = to_regclass(?) and relkind in ('r', 'p')")) {
            statement.setString(1, qualifiedName);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
