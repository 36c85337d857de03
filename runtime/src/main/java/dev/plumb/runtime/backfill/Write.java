package dev.plumb.runtime.backfill;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What one transaction of a chunk does. */
interface Write {
    /**
     * Writes.
     *
     * @param connection with a transaction that is open
     */
    Outcome run(Connection connection) throws SQLException, AbortException;

    /** Whether it waits for rows as long as the session does: it holds no others meanwhile. */
    boolean waits();

    /** The same when somebody holds a row that it needs. */
    Write afterWaiting();

    /**
     * What was written.
     *
     * @param held what somebody else holds, to be written in transactions of their own
     */
    record Outcome(StripeResult result, List<Write> held) {
        public Outcome {
            held = List.copyOf(held);
        }

        static Outcome all(StripeResult result) {
            return new Outcome(result, List.of());
        }
    }
}
