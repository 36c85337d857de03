package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.StepRecord;
import dev.plumb.schema.Address;
import dev.plumb.schema.sql.SqlNames;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the statements of one group in the transaction that is open, once. In a large group, those that hold up nobody go to the
 * server many at a time; when one of them fails, they run again one by one, so that the culprit is known.
 */
final class StepRunner {
    /** From here on the round trips of a group add up to something. */
    private static final int MANY = 100;

    private static final int TOGETHER = 128;

    private final WorkSession work;
    private final ApplyRequest request;
    private final ApplyListener listener;
    private final StepGroup group;
    private final Map<Address, Integer> lockers = new HashMap<>();
    private final Set<Address> locked = new HashSet<>();
    private final List<StepRecord> records = new ArrayList<>();
    private Step current;

    StepRunner(WorkSession work, ApplyRequest request, ApplyListener listener, StepGroup group) {
        this.work = work;
        this.request = request;
        this.listener = listener;
        this.group = group;
        this.current = group.first();
        group.steps().forEach(s -> new HashSet<>(s.locks()).forEach(a -> lockers.merge(a, 1, Integer::sum)));
    }

    /** The step that runs, or ran last. */
    Step current() {
        return current;
    }

    List<StepRecord> execute() throws SQLException, StoppedException {
        boolean many = group.steps().size() >= MANY;
        List<Step> waiting = new ArrayList<>();
        for (Step step : group.steps()) {
            if (many && step.locks().isEmpty()) {
                waiting.add(step);
                if (waiting.size() == TOGETHER) {
                    flush(waiting);
                }
            } else {
                flush(waiting);
                alone(step);
            }
        }
        flush(waiting);
        return List.copyOf(records);
    }

    private void flush(List<Step> waiting) throws SQLException, StoppedException {
        if (!waiting.isEmpty()) {
            together(List.copyOf(waiting));
            waiting.clear();
        }
    }

    private void together(List<Step> steps) throws SQLException, StoppedException {
        current = steps.get(0);
        Savepoint before = work.connection().setSavepoint();
        Instant started = Instant.now();
        try {
            work.execute(steps.stream().map(Step::sql).toList());
        } catch (SQLException e) {
            undo(before, e);
            for (Step step : steps) {
                alone(step);
            }
            return;
        }
        work.connection().releaseSavepoint(before);
        Instant finished = Instant.now();
        Duration share = Duration.between(started, finished).dividedBy(steps.size());
        for (Step step : steps) {
            current = step;
            listener.stepStarted(step);
            records.add(StepRecord.finished(step, started, finished));
            listener.stepFinished(step, share);
        }
    }

    /** Where nothing can be rolled back any more, what failed first is the failure to tell. */
    private void undo(Savepoint before, SQLException failure) throws SQLException {
        try {
            work.connection().rollback(before);
            work.connection().releaseSavepoint(before);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            throw failure;
        }
    }

    private void alone(Step step) throws SQLException, StoppedException {
        current = step;
        listener.stepStarted(step);
        Instant started = Instant.now();
        lockFirst(step);
        work.execute(step.sql());
        Instant finished = Instant.now();
        records.add(StepRecord.finished(step, started, finished));
        listener.stepFinished(step, Duration.between(started, finished));
    }

    /**
     * Takes the strongest lock at once on a table that several of these steps lock: raising a weaker lock half-way would
     * invite a deadlock. A single statement takes the lock that it needs by itself, and no stronger one.
     */
    private void lockFirst(Step step) throws SQLException, StoppedException {
        for (Address address : step.locks()) {
            if (lockers.getOrDefault(address, 0) > 1 && locked.add(address)) {
                Optional<String> name = qualifiedName(address);
                if (name.isPresent() && isTable(name.get())) {
                    work.execute("lock table " + name.get() + " in access exclusive mode");
                }
            }
        }
    }

    private Optional<String> qualifiedName(Address relation) {
        return Optional.ofNullable(request.schemas().get(relation.directory()))
                .flatMap(schema -> relation.object().map(object -> SqlNames.qualified(schema, object)));
    }

    /** Other relations cannot be locked by name; a table that an earlier step renames is left to its own statement. */
    private boolean isTable(String qualifiedName) throws SQLException {
        try (PreparedStatement statement = work.connection()
                .prepareStatement("select 1 from pg_class where oid = to_regclass(?) and relkind in ('r', 'p')")) {
            statement.setString(1, qualifiedName);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
