package dev.plumb.runtime.backfill;

import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread beside those that work: renews the leases, looks at the state in the ledger and at the server's health, and holds the others
 * back or stops them.
 */
final class Control implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final ConnectionSource source;
    private final Duration lockTimeout;
    private final long id;
    private final ChunkTable chunks;
    private final Health health;
    private final RowRate rate;
    private final BackfillListener listener;
    private final ScheduledExecutorService thread;
    private @Nullable Future<?> looking;
    private @Nullable Connection connection;
    private BackfillState.State state = BackfillState.State.RUNNING;
    private Optional<String> wait = Optional.empty();
    private Optional<String> horizon = Optional.empty();
    private @Nullable Throwable failure;
    private boolean drains;
    private boolean complete;

    Control(
            ConnectionSource source,
            Duration lockTimeout,
            long id,
            ChunkTable chunks,
            Health health,
            RowRate rate,
            BackfillListener listener) {
        this.source = source;
        this.lockTimeout = lockTimeout;
        this.id = id;
        this.chunks = chunks;
        this.health = health;
        this.rate = rate;
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "plumb-backfill-control");
            created.setDaemon(true);
            return created;
        });
    }

    void start() {
        look();
        looking = thread.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            Connection open = open();
            chunks.renew(open);
            Optional<BackfillState> found = Backfills.find(open, id);
            found.ifPresent(f -> rate.set(f.maxRowsPerSecond()));
            BackfillState.State now = found.map(BackfillState::state).orElse(BackfillState.State.CANCELLED);
            seen(now, health.reasonToWait(open), health.heldHorizon(open));
        } catch (SQLException e) {
            close(connection);
            connection = null;
            // The threads that work have connections of their own and find out by themselves whether the server is
            // gone.
        } catch (RuntimeException e) {
            stop(e);
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = RowSession.open(source, "backfill control", lockTimeout);
            connection = open;
        }
        return open;
    }

    private synchronized void seen(BackfillState.State now, Optional<String> reason, Optional<String> held) {
        Optional<String> before = reasonToHold();
        state = now;
        wait = reason;
        if (horizon.isEmpty() && held.isPresent()) {
            listener.noticed(
                    held.get() + " keeps the space of replaced rows in use: the table may grow to twice its size");
        }
        horizon = held;
        Optional<String> after = reasonToHold();
        if (!before.equals(after)) {
            after.ifPresentOrElse(listener::waiting, listener::resumed);
        }
        notifyAll();
    }

    private Optional<String> reasonToHold() {
        return state == BackfillState.State.PAUSED ? Optional.of("it is paused") : wait;
    }

    /** Returns when work may go on; false when it must end. */
    synchronized boolean proceed() throws InterruptedException {
        while (failure == null && !drains && goesOn() && reasonToHold().isPresent()) {
            wait(INTERVAL.toMillis());
        }
        return failure == null && !drains && goesOn();
    }

    private boolean goesOn() {
        return state == BackfillState.State.RUNNING || state == BackfillState.State.PAUSED;
    }

    /** Waits, but not longer than until all is stopped. */
    synchronized void rest(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && failure == null; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** Waits between two chunks, but not longer than until there shall be no next one. */
    synchronized void idle(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && failure == null && !drains; left = end - System.nanoTime()) {
            wait(Math.max(1, left / 1_000_000));
        }
    }

    /** Whether the space of replaced rows can be used again at once. */
    synchronized boolean striped() {
        return horizon.isEmpty();
    }

    /** Lets the threads end after the chunks that they are at. */
    synchronized void drain() {
        drains = true;
        notifyAll();
    }

    /** Every chunk is done. */
    synchronized void complete() {
        complete = true;
    }

    /** Whether a thread has seen that every chunk is done. */
    synchronized boolean isComplete() {
        return complete;
    }

    /** Stops the other threads; the first reason counts. */
    synchronized void stop(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        notifyAll();
    }

    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(true);
        }
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(lockTimeout.toMillis() + INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                listener.noticed("the connection that renews leases does not answer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        close(connection);
    }

    private static void close(@Nullable Connection open) {
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // Closing is all that was wanted.
            }
        }
    }
}
