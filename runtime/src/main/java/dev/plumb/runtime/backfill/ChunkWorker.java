package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Window;
import dev.plumb.runtime.cell.FailedCell;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.ledger.Fence;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One thread of a backfill: claims a chunk, fills it stripe by stripe, claims the next. */
final class ChunkWorker implements Runnable {
    private static final int MOST_FAILURES_IN_A_ROW = 12;
    private static final long LONGEST_PAUSE_MILLIS = 20_000;
    private static final Duration OTHERS = Duration.ofMillis(200);

    private final ConnectionSource source;
    private final BackfillOptions options;
    private final ComputedTable table;
    private final List<Step> steps;
    private final Walk walk;
    private final Claims claims;
    private final ChunkTable chunks;
    private final JobRow job;
    private final ChunkSize size;
    private final Optional<Fence> fence;
    private final Control control;
    private final ProgressMeter meter;
    private final RandomGenerator random;
    private @Nullable Connection connection;
    private int failures;

    ChunkWorker(EngineParts parts) {
        this.source = parts.source();
        this.options = parts.options();
        this.table = parts.table();
        this.steps = parts.steps();
        this.walk = parts.walk();
        this.claims = parts.claims();
        this.chunks = parts.chunks();
        this.job = parts.job();
        this.size = parts.size();
        this.fence = parts.fence();
        this.control = parts.control();
        this.meter = parts.meter();
        this.random = parts.random();
    }

    @Override
    public void run() {
        try {
            work();
        } catch (InterruptedException e) {
            control.stop(e);
        } catch (RuntimeException | Error e) {
            control.stop(e);
        } finally {
            closeConnection();
        }
    }

    private void work() throws InterruptedException {
        while (control.proceed()) {
            try {
                Claims.Claim claim = claims.next(connection(), control.striped());
                if (claim instanceof Claims.Claim.Found found) {
                    fill(found.chunk());
                } else if (claim instanceof Claims.Claim.AllDone) {
                    return;
                } else {
                    // Others may die, or somebody may resume: look again.
                    control.rest(OTHERS);
                }
                failures = 0;
            } catch (SQLException e) {
                recover(e);
            }
        }
    }

    private void fill(Chunk chunk) throws SQLException, InterruptedException {
        long longestStep = 0;
        long longestTransaction = 0;
        chunks.begin(chunk);
        try {
            int total = steps.size() * chunk.stripes();
            for (int done = chunk.done(); done < total; done++) {
                Step step = steps.get(done / chunk.stripes());
                Window window = chunk.window(done % chunk.stripes());
                long start = System.nanoTime();
                Step.Write write = step.prepare(connection(), window);
                long begin = System.nanoTime();
                commit(step, write, chunk, done + 1, total);
                longestTransaction = Math.max(longestTransaction, System.nanoTime() - begin);
                longestStep = Math.max(longestStep, System.nanoTime() - start);
            }
            size.measured(longestTransaction, longestStep);
            meter.chunkDone(connection());
            control.rest(meter.owed(chunk.rows()));
        } catch (ChunkLostException e) {
            size.trouble();
        } catch (SQLException e) {
            if (ServerAnswer.of(e).isConnectionLost()) {
                closeConnection();
            }
            giveBack(chunk, e);
            throw e;
        } catch (RuntimeException | InterruptedException e) {
            giveBack(chunk, e);
            throw e;
        } finally {
            chunks.end(chunk);
        }
    }

    private void commit(Step step, Step.Write write, Chunk chunk, int done, int total)
            throws SQLException, InterruptedException, ChunkLostException {
        Connection open = connection();
        open.setAutoCommit(false);
        try {
            if (fence.isPresent()) {
                fence.get().hold(open);
            }
            chunks.advance(open, chunk, done, write.run(open), done == total);
            if (done == total) {
                job.add(open, chunk);
            }
            open.commit();
        } catch (AbortException e) {
            open.rollback();
            throw aborted(open, step, e);
        } finally {
            end(open);
        }
    }

    private BackfillStoppedException aborted(Connection open, Step step, AbortException e)
            throws SQLException, InterruptedException {
        open.setAutoCommit(true);
        if (e.cell().isPresent()) {
            return new BackfillStoppedException(table.name(), e.cell().get(), null);
        }
        SQLException answer = e.answer().orElseThrow();
        FailedCell cell = new FailingRow(table, walk, step, String.join(", ", step.columns()))
                .find(open, e.window().orElseThrow(), answer);
        return new BackfillStoppedException(table.name(), cell, answer);
    }

    private static void end(Connection open) throws SQLException {
        if (!open.getAutoCommit()) {
            open.rollback();
            open.setAutoCommit(true);
        }
    }

    private void giveBack(Chunk chunk, Exception reason) {
        try {
            chunks.release(connection(), chunk, String.valueOf(reason.getMessage()));
        } catch (SQLException e) {
            // The lease runs out by itself, and whoever claims the chunk then goes on after its last stripe.
            reason.addSuppressed(e);
        }
    }

    /** What may pass is tried again, with longer and longer pauses; anything else ends the work. */
    private void recover(SQLException e) throws InterruptedException {
        ServerAnswer answer = ServerAnswer.of(e);
        String state = answer.sqlState().orElse("08006");
        boolean mayPass =
                answer.isConnectionLost() || answer.isTransient() || state.equals("57014") || state.startsWith("53");
        failures++;
        if (!mayPass || failures > MOST_FAILURES_IN_A_ROW) {
            throw stopped(e);
        }
        size.trouble();
        if (answer.isConnectionLost()) {
            closeConnection();
        }
        long bound = Math.min(LONGEST_PAUSE_MILLIS, 50L << Math.min(failures, 10));
        control.rest(Duration.ofMillis(random.nextLong(bound / 4, bound)));
    }

    private PlumbException stopped(SQLException e) {
        return DatabaseException.during("filling " + table.name(), e);
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = RowSession.open(source, "backfill", options.lockTimeout());
            connection = open;
        }
        return open;
    }

    private void closeConnection() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // Closing is all that was wanted.
            }
        }
    }
}
