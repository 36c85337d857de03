package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.RowColumn;
import dev.plumb.runtime.call.Backoff;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.LiveTable;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.Fence;
import dev.plumb.runtime.ledger.LeaseLostException;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.Pause;
import dev.plumb.runtime.session.RowSession;
import dev.plumb.runtime.session.WorkerSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Works on backfills: several engines, in one process or in many, share the chunks of one. Whatever is recorded as done is committed with
 * its rows, so what a crash leaves undone is at most the stripe of each thread that was not committed yet.
 */
public final class BackfillEngine {
    private static final int MOST_ATTEMPTS = 12;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final ConnectionSource source;
    private final CellFunctions functions;
    private final BackfillOptions options;
    private final RandomGenerator random;
    private final Backoff backoff;
    private final Drain drain = new Drain();

    public BackfillEngine(ConnectionSource source, CellFunctions functions, BackfillOptions options) {
        this.source = source;
        this.functions = functions;
        this.options = options;
        this.random = RandomGenerator.getDefault();
        this.backoff = Backoff.fullJitter(FIRST_PAUSE, LONGEST_PAUSE, random);
    }

    /**
     * Takes part in a backfill until it is done. While it is paused this waits.
     *
     * @param id as {@link Backfills#create} gave it
     * @param fence of the apply that this belongs to
     * @return as it ended, which may be cancelled; still running or paused after {@link #stop}
     * @throws BackfillStoppedException when a row has an error that its column does not want, or somebody else's engine failed
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing, cannot work or breaks its contract, the server says
     *     no, or the lease of the apply is lost; all but the last are recorded, and the backfill can be resumed
     * @throws InterruptedException when the thread was interrupted; chunks that were begun are given back
     */
    public BackfillState run(long id, Optional<Fence> fence, BackfillListener listener) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(id, fence, listener);
            } catch (SQLException e) {
                // All that counts is in the ledger, so a lost connection costs nothing but a new one, and a lock is
                // waited for again.
                ServerAnswer answer = ServerAnswer.of(e);
                if (!(answer.isConnectionLost() || answer.isTransient()) || attempt == MOST_ATTEMPTS) {
                    throw DatabaseException.during("filling computed columns", e);
                }
                Pause.REAL.of(backoff.pause(attempt));
            }
        }
    }

    /** Lets {@link #run} return after the chunks that it is at, now or later. May be called from any thread. */
    public void stop() {
        drain.begin();
    }

    private BackfillState attempt(long id, Optional<Fence> fence, BackfillListener listener)
            throws SQLException, InterruptedException {
        WorkerSessions sessions = WorkerSessions.of(source);
        try (Connection connection = RowSession.open(sessions, "backfill", options.lockTimeout())) {
            BackfillState state = find(connection, id);
            if (state.state() == BackfillState.State.DONE || state.state() == BackfillState.State.CANCELLED) {
                return state;
            }
            LiveTable live = LiveTable.find(connection, state.relation())
                    .orElseThrow(() -> new BackfillStoppedException(
                            "the table " + state.table() + " is gone or has no computed columns any more",
                            "cancel backfill " + id,
                            null));
            boolean rows = state.columns().equals(List.of(RowColumn.NAME));
            return run(sessions, connection, state, rows ? live.withoutCells() : live, fence, new Serial(listener));
        }
    }

    private static BackfillState find(Connection connection, long id) throws SQLException {
        return Backfills.find(connection, id)
                .orElseThrow(() -> new BackfillStoppedException(
                        "there is no backfill " + id, "see 'plumb backfill status' for those there are", null));
    }

    private BackfillState run(
            WorkerSessions sessions,
            Connection connection,
            BackfillState state,
            LiveTable live,
            Optional<Fence> fence,
            BackfillListener listener)
            throws SQLException, InterruptedException {
        JobRow job = new JobRow(state.id());
        ChunkTable chunks = new ChunkTable(state.id(), sessions.worker(), options.lease());
        Health health = new Health(live.relation(), options.maxReplicaLag());
        List<Step> steps = Step.of(live.relation(), live.table(), state.columns(), functions);
        if (options.maxRowsPerSecond().isPresent()) {
            Backfills.limit(connection, state.id(), options.maxRowsPerSecond().getAsInt());
        }
        try (RowRate rate = new RowRate(source, state.id());
                Control control =
                        new Control(sessions, options.lockTimeout(), state.id(), chunks, health, rate, listener);
                Maintenance maintenance =
                        new Maintenance(source, options.lockTimeout(), live.table(), state, listener)) {
            drain.asks(control);
            control.start();
            // To look at the size of a table takes a lock as well, and others may be waiting for one.
            control.proceed();
            Walk walk = Walk.of(live.relation(), live.table());
            ChunkSize size = ChunkSize.of(options, steps, RowWidth.of(connection, live.relation()));
            EngineParts parts = new EngineParts(
                    sessions,
                    options,
                    live.table(),
                    steps,
                    walk,
                    new Claims(job, chunks, walk, size, rate, options.stripes()),
                    chunks,
                    job,
                    size,
                    rate,
                    fence,
                    control,
                    new ProgressMeter(state, listener, maintenance, System::nanoTime),
                    random);
            work(parts);
            rethrow(control.failure());
            if (control.isComplete()) {
                finish(connection, parts);
                live.forgetGone(connection);
                maintenance.end(connection);
            }
        } catch (LeaseLostException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            fail(connection, job, e);
            throw e;
        }
        return ended(find(connection, state.id()));
    }

    private void work(EngineParts parts) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < options.parallel(); i++) {
            Thread thread = new Thread(new ChunkWorker(parts), "plumb-backfill-" + (i + 1));
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            parts.control().stop(e);
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                join(thread);
            }
            throw e;
        }
    }

    /** The interrupt was heard already; the threads end as soon as they have given their chunks back. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void finish(Connection connection, EngineParts parts) throws SQLException {
        connection.setAutoCommit(false);
        try {
            if (parts.fence().isPresent()) {
                parts.fence().get().hold(connection);
            }
            JobRow.Cut cut = parts.job().lock(connection);
            if (cut.state() != BackfillState.State.RUNNING || parts.chunks().open(connection) > 0) {
                return;
            }
            if (parts.walk().needsSweep()) {
                sweep(connection, parts);
            }
            parts.job().finish(connection);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** One statement sees every row once, wherever it moved meanwhile. */
    private static void sweep(Connection connection, EngineParts parts) throws SQLException {
        for (Step step : parts.steps()) {
            step.sweep(connection);
        }
    }

    private static void fail(Connection connection, JobRow job, Throwable failure) {
        try {
            job.fail(connection, String.valueOf(failure.getMessage()));
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void rethrow(Optional<Throwable> failure) throws InterruptedException {
        if (failure.isPresent()) {
            Throwable cause = failure.get();
            if (cause instanceof InterruptedException interrupt) {
                throw interrupt;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
        }
    }

    private static BackfillState ended(BackfillState state) {
        if (state.state() == BackfillState.State.FAILED) {
            throw new BackfillStoppedException(
                    "the backfill " + state.id() + " of " + state.table() + " failed: "
                            + state.error().orElse("another process stopped it"),
                    "correct that, then run 'plumb backfill resume " + state.id() + "'",
                    null);
        }
        return state;
    }

    /** A request to end in peace, which may come before there is anything to end. */
    private static final class Drain {
        private boolean begun;
        private @Nullable Control control;

        synchronized void asks(Control running) {
            control = running;
            if (begun) {
                running.drain();
            }
        }

        synchronized void begin() {
            begun = true;
            if (control != null) {
                control.drain();
            }
        }
    }

    /** Lets a listener hear one thread at a time. */
    private record Serial(BackfillListener listener) implements BackfillListener {
        @Override
        public synchronized void progressed(BackfillProgress progress) {
            listener.progressed(progress);
        }

        @Override
        public synchronized void waiting(String reason) {
            listener.waiting(reason);
        }

        @Override
        public synchronized void resumed() {
            listener.resumed();
        }

        @Override
        public synchronized void noticed(String notice) {
            listener.noticed(notice);
        }
    }
}
