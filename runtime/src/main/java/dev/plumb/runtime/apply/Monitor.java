package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.Lease;
import dev.plumb.runtime.ledger.LeaseLostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The second thread of an apply and the only one that uses the lease's connection: it renews the lease, sees who keeps the
 * working session waiting, and stops that session when the lease or its time is lost.
 */
final class Monitor implements AutoCloseable {
    private final Lease lease;
    private final Connection connection;
    private final WorkSession work;
    private final ScheduledExecutorService thread;
    private final Future<?> beating;
    private volatile List<Blocking> blockers = List.of();

    Monitor(Lease lease, Connection connection, WorkSession work, Duration heartbeat) {
        this.lease = lease;
        this.connection = connection;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "plumb-heartbeat");
            created.setDaemon(true);
            return created;
        });
        this.beating = repeat(this::beat, heartbeat, heartbeat);
    }

    private Future<?> repeat(Runnable task, Duration first, Duration then) {
        return thread.scheduleWithFixedDelay(task, first.toMillis(), then.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void beat() {
        try {
            lease.beat();
        } catch (SQLException | LeaseLostException e) {
            work.stop(Stop.LEASE_LOST);
        }
    }

    private void look(Optional<Waiting> waiting) {
        try {
            List<Blocking> now = Blockers.of(connection, work.backend());
            if (!now.isEmpty()) {
                blockers = now;
            }
            if (waiting.isPresent() && waiting.get().isOver(now, work.backend(), connection)) {
                work.stop(Stop.BLOCKED);
            }
        } catch (SQLException e) {
            work.stop(Stop.LEASE_LOST);
        }
    }

    /** Looks for blockers again and again until the result is cancelled. Those of an earlier watch are forgotten. */
    Future<?> watch(Duration interval) {
        return watch(interval, Optional.empty());
    }

    /** The same, and stops the working session when its waiting is over. */
    Future<?> watch(Duration interval, Waiting waiting) {
        return watch(interval, Optional.of(waiting));
    }

    private Future<?> watch(Duration interval, Optional<Waiting> waiting) {
        blockers = List.of();
        return repeat(() -> look(waiting), interval, interval);
    }

    /** Who was in the way when last somebody was. */
    List<Blocking> blockers() {
        return blockers;
    }

    /** Stops the working session after a while, unless the result is cancelled before. */
    Future<?> deadline(Duration after) {
        return thread.schedule(() -> work.stop(Stop.DEADLINE), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    interface Question<A> {
        A ask(Connection connection) throws SQLException;
    }

    /** Asks on the lease's connection, which sees nothing of what the working session has not committed. */
    <A> Optional<A> ask(Question<A> question) throws SQLException {
        try {
            return Optional.of(thread.submit(() -> question.ask(connection)).get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Gives the lease back, after which nothing uses its connection any more. */
    @Override
    public void close() {
        beating.cancel(false);
        Future<?> released = thread.submit(() -> {
            lease.release();
            return null;
        });
        thread.shutdown();
        try {
            released.get();
        } catch (ExecutionException e) {
            // The connection is gone: the advisory lock went with it, and the next applier sees that nobody lives.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
