package dev.plumb.runtime.ledger;

import dev.plumb.runtime.failure.LockedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Asks for the right to apply to a namespace.
 *
 * @param environment whose name the ledger is to show
 * @param patience how long to wait for another applier
 * @param expiry after how long without a heartbeat the lease may be taken over
 */
public record LeaseRequest(NamespaceKey key, String environment, Duration patience, Duration expiry) {
    private static final long POLL_MILLIS = 100;

    /** Whether a server process of the owner still lives; without the right to see when it began, the pid decides. */
    private static final String ALIVE = """
            exists (select from pg_stat_activity a where a.pid = l.%1$s_backend
              and (a.backend_start is null or a.backend_start = l.%1$s_backend_start))""";

    private static final String LOOK = "select os_user, host, pid, acquired_at, owner is null as free,"
            + " expires_at < clock_timestamp() as expired, work_backend, " + ALIVE.formatted("lock") + " or "
            + ALIVE.formatted("work") + " as alive, " + ALIVE.formatted("work") + " as working"
            + " from plumb.lease l where namespace = ? for update nowait";

    private static final String TAKE = """
            update plumb.lease set token = token + 1, owner = ?, os_user = ?, host = ?, pid = ?,
              lock_backend = pg_backend_pid(),
              lock_backend_start = (select backend_start from pg_stat_activity where pid = pg_backend_pid()),
              work_backend = ?,
              work_backend_start = (select backend_start from pg_stat_activity where pid = ?),
              acquired_at = clock_timestamp(), heartbeat_at = clock_timestamp(),
              expires_at = clock_timestamp() + ? * interval '1 ms'
            where namespace = ? returning token""";

    private static final String END_RUNS_OF_THE_DEAD = """
            update plumb.run set outcome = 'interrupted', finished_at = clock_timestamp(),
              error = 'the process ended without a word'
            where namespace = ? and outcome = 'running'""";

    /**
     * Waits for the namespace, at most as long as was asked for.
     *
     * @param connection in autocommit mode, kept by the lease
     * @param workBackend server process that will run the statements
     * @param waiting told once who is in the way, before waiting
     * @throws LockedException naming who holds it
     */
    public Lease acquire(Connection connection, int workBackend, Actor actor, Consumer<Holder> waiting)
            throws SQLException {
        long namespace = namespace(connection);
        Lease.AdvisoryLock lock = new Lease.AdvisoryLock(advisoryKey());
        long deadline = System.nanoTime() + patience.toNanos();
        boolean told = false;
        while (true) {
            if (lock.tryAcquire(connection)) {
                Optional<Fence> fence = take(connection, namespace, workBackend, actor);
                if (fence.isPresent()) {
                    return new Lease(connection, lock, fence.get(), expiry);
                }
                lock.release(connection);
            }
            Optional<Holder> holder = holder(connection, namespace);
            if (!told && holder.isPresent()) {
                waiting.accept(holder.get());
                told = true;
            }
            if (System.nanoTime() >= deadline || !pause()) {
                throw locked(holder);
            }
        }
    }

    private long namespace(Connection connection) throws SQLException {
        long id = NamespaceRow.ensure(connection, key, environment);
        try (PreparedStatement lease =
                connection.prepareStatement("insert into plumb.lease (namespace) values (?) on conflict do nothing")) {
            lease.setLong(1, id);
            lease.executeUpdate();
        }
        return id;
    }

    /**
     * The namespace for the transaction that is open, when nobody has it. Does not wait.
     *
     * @param namespace that is in the ledger already
     * @throws SQLException also when somebody is just taking it; the transaction is of no use then
     */
    public Optional<Lease.Brief> take(Connection connection, long namespace, int backend) throws SQLException {
        Lease.AdvisoryLock lock = new Lease.AdvisoryLock(advisoryKey());
        return lock.tryAcquireForTransaction(connection) && look(connection, namespace)
                ? Optional.of(new Lease.Brief(connection, write(connection, namespace, backend, Actor.current())))
                : Optional.empty();
    }

    /** Empty when the owner may still be at work although its advisory lock is free. */
    private Optional<Fence> take(Connection connection, long namespace, int workBackend, Actor actor)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean mayTake = look(connection, namespace);
            Optional<Fence> fence =
                    mayTake ? Optional.of(write(connection, namespace, workBackend, actor)) : Optional.empty();
            connection.commit();
            return fence;
        } catch (SQLException e) {
            connection.rollback();
            if ("55P03".equals(e.getSQLState())) {
                return Optional.empty();
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static boolean look(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOOK)) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                boolean free = row.getBoolean("free") || !row.getBoolean("alive");
                if (!free && row.getBoolean("expired") && row.getBoolean("working")) {
                    terminate(connection, row.getInt("work_backend"));
                }
                return free;
            }
        }
    }

    /** The owner stopped beating, but the server still runs its last statement for nobody. */
    private static void terminate(Connection connection, int backend) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select pg_terminate_backend(?)")) {
            statement.setInt(1, backend);
            statement.execute();
        }
    }

    private Fence write(Connection connection, long namespace, int workBackend, Actor actor) throws SQLException {
        try (PreparedStatement ended = connection.prepareStatement(END_RUNS_OF_THE_DEAD)) {
            ended.setLong(1, namespace);
            ended.executeUpdate();
        }
        UUID owner = UUID.randomUUID();
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, owner);
            statement.setString(2, actor.user());
            statement.setString(3, actor.host());
            statement.setLong(4, actor.pid());
            statement.setInt(5, workBackend);
            statement.setInt(6, workBackend);
            statement.setLong(7, expiry.toMillis());
            statement.setLong(8, namespace);
            return new Fence(namespace, firstLong(statement), owner);
        }
    }

    private static Optional<Holder> holder(Connection connection, long namespace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select os_user, host, pid, acquired_at from plumb.lease where namespace = ? and owner is not null")) {
            statement.setLong(1, namespace);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(Ledger.holder(row)) : Optional.empty();
            }
        }
    }

    private LockedException locked(Optional<Holder> holder) {
        return new LockedException(
                key + " is being applied to by " + holder.map(Holder::toString).orElse("another process")
                        + "; it was not done after " + patience.toSeconds() + " s",
                "wait until it is done, then run the command again, or wait longer with --lock-timeout");
    }

    private static boolean pause() {
        try {
            Thread.sleep(POLL_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The same for every process that means this namespace; advisory locks are per database. */
    private long advisoryKey() {
        try {
            byte[] name = (key.project() + '\0' + key.prefix()).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static long firstLong(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the ledger has lost a row that was just there");
            }
            return row.getLong(1);
        }
    }
}
