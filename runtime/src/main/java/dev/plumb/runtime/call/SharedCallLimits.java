package dev.plumb.runtime.call;

import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.Pause;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limits that all processes at one database share through {@code plumb.bucket}: the rates, and for a bucket that is closed a row of its
 * own which tells until when, by the server's clock.
 */
public final class SharedCallLimits implements CallLimits, AutoCloseable {
    /** How old the answer may be that a bucket is open. */
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private static final String CLOSED = "closed ";

    private static final String CLOSE = """
            insert into plumb.bucket as b (id, expires_at)
            values (?, (extract(epoch from clock_timestamp()) * 1000)::bigint + ?)
            on conflict (id) do update set expires_at = greatest(b.expires_at, excluded.expires_at)""";

    private static final String LEFT =
            "select expires_at - (extract(epoch from clock_timestamp()) * 1000)::bigint from plumb.bucket where id = ?";

    private final KeptConnection kept;
    private final SharedRates rates;
    private final Map<String, Long> lookedAt = new HashMap<>();
    private final LongSupplier nanos;
    private final Pause pause;

    /** With the clock of this machine. */
    public SharedCallLimits(ConnectionSource source) {
        this(source, System::nanoTime, Pause.REAL);
    }

    /**
     * With another clock.
     *
     * @param nanos as {@link System#nanoTime}
     */
    public SharedCallLimits(ConnectionSource source, LongSupplier nanos, Pause pause) {
        this.nanos = nanos;
        this.pause = pause;
        this.kept = new KeptConnection(source);
        this.rates = new SharedRates(kept);
    }

    @Override
    public void acquire(String bucket, OptionalInt perMinute) throws InterruptedException {
        for (Duration left = closedFor(bucket); !left.isZero(); left = closedFor(bucket)) {
            pause.of(left);
        }
        if (perMinute.isPresent()) {
            Duration wait = reserve(bucket, perMinute.getAsInt());
            if (!wait.isZero()) {
                pause.of(wait);
            }
        }
    }

    private synchronized Duration reserve(String bucket, int perMinute) {
        SharedRates.Rate rate = new SharedRates.Rate(perMinute, Duration.ofMinutes(1), Math.max(1, perMinute / 60));
        try {
            return rates.take(bucket, rate, 1);
        } catch (SQLException e) {
            throw DatabaseException.during("reading the shared rate limit of " + bucket, e);
        }
    }

    private synchronized Duration closedFor(String bucket) {
        Long last = lookedAt.get(bucket);
        if (last != null && nanos.getAsLong() - last < LOOK_INTERVAL.toNanos()) {
            return Duration.ZERO;
        }
        long left = query("reading whether " + bucket + " is closed", connection -> left(connection, bucket));
        if (left > 0) {
            lookedAt.remove(bucket);
            return Duration.ofMillis(left);
        }
        lookedAt.put(bucket, nanos.getAsLong());
        return Duration.ZERO;
    }

    private static long left(Connection connection, String bucket) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LEFT)) {
            statement.setString(1, CLOSED + bucket);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Override
    public synchronized void close(String bucket, Duration duration) {
        lookedAt.remove(bucket);
        query("closing the bucket " + bucket, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(CLOSE)) {
                statement.setString(1, CLOSED + bucket);
                statement.setLong(2, Math.max(1, TimeUnit.NANOSECONDS.toMillis(duration.toNanos())));
                return (long) statement.executeUpdate();
            }
        });
    }

    private long query(String doing, Query query) {
        try (Connection connection = kept.getConnection()) {
            return query.on(connection);
        } catch (SQLException e) {
            kept.forget();
            throw DatabaseException.during(doing, e);
        }
    }

    @Override
    public synchronized void close() {
        kept.forget();
    }

    @FunctionalInterface
    private interface Query {
        long on(Connection connection) throws SQLException;
    }
}
