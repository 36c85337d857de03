package dev.plumb.stress;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Looks every few milliseconds whether the probes wait for a lock, for how long by now, and for whom. A busy machine does not disturb it. */
final class LockWatch implements Callable<Void> {
    private static final long PAUSE_NANOS = 4_000_000;

    private static final String WAITING = """
            select w.pid, extract(epoch from clock_timestamp() - w.waitstart) * 1000 as ms,
                   w.locktype || ' ' || w.mode || ' behind ' || coalesce((
                     select string_agg(distinct a.application_name || ': ' || left(regexp_replace(a.query, '\\s+', ' ', 'g'), 80), '; ')
                     from pg_stat_activity a where a.pid = any (pg_blocking_pids(w.pid))), 'nobody any more') as why
            from pg_locks w where not w.granted and w.waitstart is not null and w.pid = any (?)""";

    private final StressOptions options;
    private final Traffic traffic;
    private final Map<Integer, String> names = new ConcurrentHashMap<>();
    private final Map<String, Wait> longest = new TreeMap<>();

    LockWatch(StressOptions options, Traffic traffic) {
        this.options = options;
        this.traffic = traffic;
    }

    void watch(String name, int pid) {
        names.put(pid, name);
    }

    @Override
    public Void call() throws SQLException {
        try (Connection connection = DriverManager.getConnection(options.jdbcUrl());
                PreparedStatement query = connection.prepareStatement(WAITING)) {
            while (traffic.goesOn()) {
                query.setArray(
                        1, connection.createArrayOf("int4", names.keySet().toArray()));
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        saw(rows.getInt(1), rows.getDouble(2), rows.getString(3));
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return null;
        } finally {
            traffic.stop();
        }
    }

    private synchronized void saw(int pid, double milliseconds, String why) {
        Optional.ofNullable(names.get(pid))
                .ifPresent(name -> longest.merge(
                        name,
                        new Wait(milliseconds, why),
                        (old, now) -> old.milliseconds() < now.milliseconds() ? now : old));
    }

    /** The longest wait for a lock that was seen, of each probe that was seen waiting. */
    synchronized Map<String, Wait> longest() {
        return Map.copyOf(longest);
    }

    /**
     * How long a probe waited for a lock.
     *
     * @param why the lock, and what those who stood before it were doing
     */
    record Wait(double milliseconds, String why) {
        @Override
        public String toString() {
            return "%.1f ms (%s)".formatted(milliseconds, why);
        }
    }
}
