package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.runtime.cell.FailedCell;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    private final StripeCommit commit;
    private final ChunkSize size;
    private final RowRate rate;
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
        this.commit = new StripeCommit(
                parts.chunks(), parts.job(), parts.fence(), parts.options().lockTimeout());
        this.size = parts.size();
        this.rate = parts.rate();
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
                if (!isFree()) {
                    return;
                }
                Claims.Claim claim = claims.next(connection(), control.striped());
                if (claim instanceof Claims.Claim.Found found) {
                    fill(found.chunk());
                } else if (claim instanceof Claims.Claim.AllDone) {
                    control.complete();
                    return;
                } else {
                    // Others may die, or somebody may resume: look again.
                    control.idle(OTHERS);
                }
                failures = 0;
            } catch (SQLException e) {
                recover(e);
            }
        }
    }

    /** Waits for the rows that were filled before; false when all shall end meanwhile. */
    private boolean isFree() throws SQLException, InterruptedException {
        for (Duration left = rate.untilNext(); !left.isZero(); left = rate.untilNext()) {
            control.idle(left);
            if (!control.proceed()) {
                return false;
            }
        }
        return true;
    }

    private void fill(Chunk chunk) throws SQLException, InterruptedException {
        chunks.begin(chunk);
        try {
            long longestTransaction = 0;
            long longestCalls = 0;
            for (int pass = chunk.done() / chunk.stripes(); pass < steps.size(); pass++) {
                int first = Math.max(0, chunk.done() - pass * chunk.stripes());
                long start = System.nanoTime();
                Step.Stripes stripes = steps.get(pass).prepare(connection(), chunk, first);
                longestCalls = Math.max(longestCalls, System.nanoTime() - start);
                longestTransaction =
                        Math.max(longestTransaction, write(new Pass(chunk, pass, steps.size(), first, stripes)));
            }
            size.measured(longestTransaction, longestCalls);
            meter.chunkDone(connection());
            rate.filled(chunk.rows());
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

    /** Returns how long the longest transaction took. */
    private long write(Pass pass) throws SQLException, InterruptedException, ChunkLostException {
        long longest = 0;
        while (pass.isOpen()) {
            try {
                longest = Math.max(longest, commit.run(connection(), pass));
                failures = 0;
            } catch (AbortException e) {
                throw aborted(e);
            } catch (SQLException e) {
                // What functions gave is still at hand, and may have been paid for.
                recover(e);
            }
        }
        return longest;
    }

    private BackfillStoppedException aborted(AbortException e) throws SQLException {
        if (e.cell().isPresent()) {
            return new BackfillStoppedException(table.name(), e.cell().get(), null);
        }
        SQLException answer = e.answer().orElseThrow();
        FailedCell cell = new FailingRow(table, walk, e.step().orElseThrow())
                .find(connection(), e.window().orElseThrow(), answer);
        return new BackfillStoppedException(table.name(), cell, answer);
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
            open = RowSession.openForKeys(source, "backfill", options.lockTimeout());
            connection = open;
            RowSession.commitsMayBeLost(open);
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
