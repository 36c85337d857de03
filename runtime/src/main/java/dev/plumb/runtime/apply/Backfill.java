package dev.plumb.runtime.apply;

import dev.plumb.plan.Fill;
import java.sql.SQLException;

/** Fills computed columns for the rows that are there. What an earlier one has left is taken up where it stopped. */
public interface Backfill {
    /**
     * Returns when every row has its values, or an error of its own where the column says so.
     *
     * @param fill the columns of a table, under the names that they have now
     * @param job who is filling, and what can stop it
     * @throws BackfillAbortedException when a row's error stops it, as {@code on_error: abort} asks
     * @throws StoppedException when it was told to stop; what is done stays
     */
    Outcome run(Fill fill, Job job) throws SQLException, BackfillAbortedException, StoppedException;

    /** How far it got. */
    enum Outcome {
        DONE,
        /** It goes on without this apply. */
        DETACHED
    }

    /**
     * One filling.
     *
     * @param namespace of the ledger
     * @param run that it belongs to
     * @param detached whether it is only to be started
     * @param stopped asked between small steps; throws when the apply has to end
     */
    record Job(long namespace, long run, boolean detached, StopCheck stopped) {}

    /** Asked now and then. */
    @FunctionalInterface
    interface StopCheck {
        void check() throws StoppedException;
    }
}
