package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.KeptTable;
import dev.plumb.runtime.ledger.KeptTable.Kept;
import dev.plumb.runtime.ledger.LeaseRequest;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What was removed from an environment and is kept: brought back, or dropped for good. */
public final class KeptObjects {
    /** Clients of the table wait as long at most. */
    private static final int LOCK_TIMEOUT_MILLIS = 1_000;

    private final Project project;
    private final Environment environment;
    private final Clock clock;

    public KeptObjects(Project project, Environment environment, Clock clock) {
        this.project = project;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * One of them.
     *
     * @param until as long as {@code keep_for} of the environment promises; absent without such a promise
     * @param isOver whether that time is over; so it is where nothing is promised
     */
    public record KeptObject(Kept kept, Optional<Instant> until, boolean isOver) {}

    /** By address; none when nothing was ever applied. */
    public List<KeptObject> list() {
        return inLedger("reading what is kept of ", (connection, table) -> table.read(connection).stream()
                        .map(k -> timed(k, environment, clock))
                        .toList())
                .orElse(List.of());
    }

    static KeptObject timed(Kept kept, Environment environment, Clock clock) {
        Optional<Instant> until = environment.rules().keepFor().map(kept.at()::plus);
        return new KeptObject(
                kept, until, until.map(u -> !u.isAfter(clock.instant())).orElse(true));
    }

    /**
     * Brings something back to where it was, a table with its partitions. Plumb does not manage it until the files declare it and an apply adopts it.
     *
     * @throws RefusedException when something is in its place, or the place is gone
     * @throws LockedException when the environment, or the table, is in use
     */
    public void restore(Kept kept) {
        alone("restoring " + kept.address(), (connection, table) -> new KeptMove(connection, table, environment)
                .restore(kept));
    }

    /**
     * Drops for good, all or none; a table with its partitions.
     *
     * @throws RefusedException when something that others have made rests on it
     * @throws LockedException when the environment, or a table, is in use
     */
    public void purge(Collection<Kept> all) {
        alone("purging what is kept of " + environment.name(), (connection, table) -> {
            for (Kept kept : all) {
                new KeptMove(connection, table, environment).purge(kept);
            }
        });
    }

    private interface Work<T> {
        T with(Connection connection, KeptTable table) throws SQLException;
    }

    private interface Task {
        void with(Connection connection, KeptTable table) throws SQLException;
    }

    /** Empty when nothing was ever applied, by a version that keeps things. */
    private <T> Optional<T> inLedger(String activity, Work<T> work) {
        try (Database database = Databases.open(project, environment);
                Connection connection = database.connect()) {
            LedgerState state =
                    new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass).state(connection, key());
            return state.namespace().isPresent() && state.knowsKept()
                    ? Optional.of(work.with(
                            connection, new KeptTable(state.namespace().get().id())))
                    : Optional.empty();
        } catch (SQLException e) {
            throw DatabaseException.during(activity + environment.name(), e);
        }
    }

    /** In one transaction, while nobody applies. */
    private void alone(String activity, Task task) {
        inLedger(activity + " in ", (connection, table) -> {
            connection.setAutoCommit(false);
            try {
                takeLease(connection, table.namespace());
                task.with(connection, table);
                connection.commit();
                return true;
            } catch (SQLException e) {
                if (ServerAnswer.of(e).isTransient()) {
                    throw inUse(activity);
                }
                throw e;
            }
        });
    }

    /** Held until the transaction ends. */
    private void takeLease(Connection connection, long namespace) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + LOCK_TIMEOUT_MILLIS);
        }
        LeaseRequest request = new LeaseRequest(
                key(), environment.name(), ApplyOptions.DEFAULT.lockTimeout(), ApplyOptions.DEFAULT.leaseExpiry());
        int backend = backend(connection);
        request.take(connection, namespace, backend)
                .orElseThrow(() -> inUse("working on " + environment.name()))
                .release();
    }

    private static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private LockedException inUse(String activity) {
        return new LockedException(
                activity + " has to wait: " + environment.name() + " is being applied to, or clients use the table",
                "wait until they are done, then run the command again");
    }

    private NamespaceKey key() {
        return new NamespaceKey(project.name(), environment.namespace());
    }
}
