package dev.plumb.runtime.work;

import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import dev.plumb.runtime.session.WorkerSessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Keeps the cells of functions right: takes the notes that the triggers leave, whoever wrote the rows. Several may run, in one process or in
 * many; the notes of one that dies are free as soon as the server sees its sessions end, or else when its lease runs out.
 */
public final class Worker {
    private static final Duration GIVING_BACK = Duration.ofSeconds(10);

    private final WorkerSessions source;
    private final CellFunctions functions;
    private final WorkOptions options;
    private final WorkListener listener;
    private final NoteTable notes;
    private static final Duration AFTER_WORK = Duration.ofMillis(100);

    private final Elsewhere elsewhere;
    private final Bell bell = new Bell();

    public Worker(ConnectionSource source, CellFunctions functions, WorkOptions options, WorkListener listener) {
        this.source = WorkerSessions.of(source);
        this.functions = functions;
        this.options = options;
        this.listener = listener;
        this.elsewhere = new Elsewhere(functions, listener);
        this.notes = new NoteTable(this.source.worker(), options.lease(), options.scope(), elsewhere);
    }

    /**
     * Works off all notes that there are, and those that come meanwhile. What had to be put off, because somebody held a row, is waited
     * for; what keeps on failing is left.
     *
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing, after all that can be computed without it, when one cannot
     *     work or breaks its contract, or the server is gone; the notes are still there
     */
    public WorkResult drain() throws InterruptedException {
        return work(false);
    }

    /**
     * Works off notes as they come, until {@link #stop} is called; as {@link #drain} else. A server that is gone is waited for. The notes of
     * columns whose functions are not here, or in another version, are left to other workers.
     */
    public WorkResult run() throws InterruptedException {
        return work(true);
    }

    /** Lets {@link #run} and {@link #drain} return after the batches that they are at. May be called from any thread. */
    public void stop() {
        bell.stop();
    }

    private WorkResult work(boolean forever) throws InterruptedException {
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "plumb-work");
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService threads = Executors.newCachedThreadPool(daemons);
        try (LeaseRenewal renewal = new LeaseRenewal(source, options, notes, listener, daemons)) {
            renewal.start();
            if (forever) {
                threads.execute(this::listen);
            }
            WorkResult result = gathered(threads, forever);
            if (!forever && elsewhere.first().isPresent()) {
                throw elsewhere.first().get();
            }
            return result;
        } finally {
            threads.shutdownNow();
        }
    }

    private WorkResult gathered(ExecutorService threads, boolean forever) throws InterruptedException {
        CompletionService<WorkResult> loops = new ExecutorCompletionService<>(threads);
        CountDownLatch running = new CountDownLatch(options.parallel());
        for (int i = 0; i < options.parallel(); i++) {
            loops.submit(() -> loop(forever, running));
        }
        try {
            return gathered(loops);
        } catch (InterruptedException e) {
            // What the loops are at has to be back in the ledger before the caller ends the process.
            threads.shutdownNow();
            if (!running.await(GIVING_BACK.toMillis(), TimeUnit.MILLISECONDS)) {
                listener.postponed(
                        "all tables",
                        0,
                        "notes could not be given back in time; they are free when this process has ended");
            }
            throw e;
        }
    }

    private WorkResult gathered(CompletionService<WorkResult> loops) throws InterruptedException {
        long rows = 0;
        long cellsFailed = 0;
        RuntimeException failure = null;
        for (int i = 0; i < options.parallel(); i++) {
            try {
                WorkResult result = loops.take().get();
                rows += result.rows();
                cellsFailed += result.cellsFailed();
            } catch (ExecutionException e) {
                bell.stop();
                failure = failure == null ? unwrapped(e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return new WorkResult(rows, cellsFailed, left());
    }

    private WorkResult loop(boolean forever, CountDownLatch running) throws InterruptedException {
        try {
            return loop(forever);
        } finally {
            running.countDown();
        }
    }

    private WorkResult loop(boolean forever) throws InterruptedException {
        try (WorkLoop loop = new WorkLoop(source, options, notes, functions, elsewhere, listener)) {
            long worked = System.nanoTime();
            while (!bell.isStopped()) {
                long rung = bell.rung();
                if (step(loop, forever)) {
                    worked = System.nanoTime();
                    continue;
                }
                Optional<Duration> rest = forever ? Optional.of(rest(System.nanoTime() - worked)) : putOff(loop);
                if (rest.isEmpty()) {
                    break;
                }
                bell.await(rung, rest.get());
            }
            return new WorkResult(loop.rows(), loop.cellsFailed(), 0);
        }
    }

    /** Who noted a row while others waited did not call, and may have committed after the last look. */
    private Duration rest(long nanosSinceWork) {
        return nanosSinceWork < options.poll().toNanos() ? AFTER_WORK : options.poll();
    }

    private static Optional<Duration> putOff(WorkLoop loop) {
        try {
            return loop.untilNext();
        } catch (SQLException e) {
            throw DatabaseException.during("working off notes", e);
        }
    }

    private boolean step(WorkLoop loop, boolean forever) throws InterruptedException {
        try {
            return loop.step();
        } catch (SQLException e) {
            ServerAnswer answer = ServerAnswer.of(e);
            boolean mayPass = answer.isConnectionLost() || answer.isTransient();
            if (!forever || !mayPass) {
                throw DatabaseException.during("working off notes", e);
            }
            listener.postponed("all tables", 0, answer.happened());
            return false;
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) throws InterruptedException {
        if (e.getCause() instanceof InterruptedException) {
            throw (InterruptedException) new InterruptedException("the work was given up").initCause(e);
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }

    private long left() {
        try (Connection connection = RowSession.open(source, "work", options.lockTimeout())) {
            return notes.left(connection);
        } catch (SQLException e) {
            throw DatabaseException.during("counting notes", e);
        }
    }

    /** Hears the triggers. Without it the loops look every now and then, so a connection that is lost may be opened again in peace. */
    private void listen() {
        while (!bell.isStopped()) {
            try (Connection connection = RowSession.open(source, "work listen", options.lockTimeout());
                    Statement statement = connection.createStatement()) {
                statement.execute("listen plumb_note");
                bell.ring();
                PGConnection notified = connection.unwrap(PGConnection.class);
                while (!bell.isStopped()) {
                    if (notified.getNotifications((int) options.poll().toMillis()).length > 0) {
                        bell.ring();
                    }
                }
            } catch (SQLException | DatabaseUnreachableException e) {
                listener.postponed("all tables", 0, "cannot listen: " + e.getMessage());
                bell.restUnlessStopped(options.poll());
            }
        }
    }

    /** Wakes the loops. */
    private static final class Bell {
        private long rung;
        private boolean stopped;

        synchronized long rung() {
            return rung;
        }

        synchronized void ring() {
            rung++;
            notifyAll();
        }

        synchronized void stop() {
            stopped = true;
            notifyAll();
        }

        synchronized boolean isStopped() {
            return stopped;
        }

        /** Returns when it has rung since, or after a while. */
        synchronized void await(long since, Duration longest) throws InterruptedException {
            long end = System.nanoTime() + longest.toNanos();
            for (long left = longest.toNanos(); left > 0 && !stopped && rung == since; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        }

        void restUnlessStopped(Duration duration) {
            try {
                await(rung(), duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
            }
        }
    }
}
