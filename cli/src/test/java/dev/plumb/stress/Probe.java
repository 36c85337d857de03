package dev.plumb.stress;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that measures: it reads or writes one row at a time through the whole change. The rows that it writes are its own, so whatever it
 * waits for is Plumb's.
 */
final class Probe implements Callable<Void> {
    /** Its rows have the ids from -OWN_ROWS to -1. */
    static final int OWN_ROWS = 200;

    private static final long PAUSE_NANOS = 2_000_000;

    /** What a probe does. */
    enum Kind {
        READER("select title, amount from " + StressProject.TABLE + " where id = ?"),
        WRITER("update " + StressProject.TABLE + " set title = 'probe ' || ?, amount = 7 where id = ?");

        private final String sql;

        Kind(String sql) {
            this.sql = sql;
        }
    }

    private final StressOptions options;
    private final Kind kind;
    private final Traffic traffic;
    private final LockWatch watch;
    private final SplittableRandom random;
    private final Latency latency = new Latency();

    Probe(StressOptions options, Kind kind, Traffic traffic, LockWatch watch, SplittableRandom random) {
        this.options = options;
        this.kind = kind;
        this.traffic = traffic;
        this.watch = watch;
        this.random = random;
    }

    @Override
    public Void call() throws SQLException {
        try (Connection connection = DriverManager.getConnection(options.jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(kind.sql)) {
            watch.watch(kind.name().toLowerCase(Locale.ROOT), pid(connection));
            while (traffic.goesOn()) {
                long id = -1L - random.nextInt(OWN_ROWS);
                if (kind == Kind.WRITER) {
                    statement.setInt(1, random.nextInt(1000));
                    statement.setLong(2, id);
                } else {
                    statement.setLong(1, id);
                }
                long started = System.nanoTime();
                statement.execute();
                latency.add(System.nanoTime() - started);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return null;
        } finally {
            traffic.stop();
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select pg_backend_pid()");
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    Latency latency() {
        return latency;
    }
}
