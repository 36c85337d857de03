package dev.plumb.runtime.apply;

import dev.plumb.plan.Fill;
import dev.plumb.runtime.ledger.Fence;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;

/** Fills computed columns for the rows that are there. What an earlier one has left is taken up where it stopped. */
public interface Backfill {
    /** Fills nothing: for plans that compute nothing. */
    Backfill NONE = new Backfill() {
        @Override
        public void discard(Fill fill) {}

        @Override
        public long begin(Fill fill, Job job) {
            throw new IllegalStateException("nothing was to be filled, but " + fill);
        }

        @Override
        public Settled settle(Address table, String schema, Job job) {
            throw new IllegalStateException("nothing was to be worked off, but " + table);
        }

        @Override
        public void run(Fill fill, Job job) {
            throw new IllegalStateException("nothing was to be filled, but " + fill);
        }
    };

    /** Gives up what an earlier one has left, since the columns are about to be computed in another way. */
    void discard(Fill fill) throws SQLException;

    /**
     * Only makes it known, for other processes to do it.
     *
     * @return its number
     */
    long begin(Fill fill, Job job) throws SQLException;

    /**
     * Returns when every row has its values, or an error of its own where the column says so.
     *
     * @param fill the columns of a table, under the names that they have now
     * @param job says how it is asked to end after what it is at
     * @throws BackfillAbortedException when a row's error stops it, as {@code on_error: abort} asks
     * @throws InterruptedException when it was asked to end, or the thread was interrupted; what is done stays
     * @throws dev.plumb.runtime.failure.PlumbException when something stops it that no row is to blame for
     */
    void run(Fill fill, Job job) throws SQLException, BackfillAbortedException, InterruptedException;

    /**
     * Works off what is noted of a table by now; what is noted meanwhile is left.
     *
     * @param schema physical
     * @throws InterruptedException when the thread was interrupted
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing or cannot work
     */
    Settled settle(Address table, String schema, Job job) throws SQLException, InterruptedException;

    /**
     * What was worked off.
     *
     * @param before by the server's clock: what was noted earlier is meant
     * @param left notes that others have, or that keep on failing
     */
    record Settled(Instant before, long left) {}

    /**
     * Who is filling.
     *
     * @param fence of the apply, with the namespace
     * @param run of the apply
     * @param ending takes what lets it end after what it is at, to be called on another thread
     */
    record Job(Fence fence, long run, Consumer<Runnable> ending) {}
}
