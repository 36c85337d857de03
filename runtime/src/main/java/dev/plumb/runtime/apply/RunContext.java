package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunLog;
import dev.plumb.runtime.ledger.StepRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** What both kinds of steps need to run and to be recorded. */
record RunContext(
        WorkSession work,
        Monitor monitor,
        RunLog log,
        ManagedTable managed,
        NamespaceTable namespace,
        ManagedProgress progress,
        CellProgress cells,
        KeptProgress kept,
        ApplyRequest request,
        ApplyOptions options,
        LockLadder ladder,
        ApplyListener listener,
        Backfill backfill) {
    /** What is written of a run. */
    interface LedgerWork {
        void write(Connection connection) throws SQLException;
    }

    /** In a transaction of its own, which nobody commits who has lost the lease. */
    void inTransaction(LedgerWork what) throws SQLException {
        Connection connection = work.connection();
        connection.setAutoCommit(false);
        log.fence().hold(connection);
        what.write(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** That a step failed, if the connection can still say so. */
    void recordFailure(Step step, Instant started, Exception failure, String message) {
        if (work.isUsable()) {
            try {
                inTransaction(connection ->
                        log.failed(connection, StepRecord.finished(step, started, Instant.now()), message));
            } catch (SQLException e) {
                work.rollBack();
                failure.addSuppressed(e);
            }
        }
    }

    Backfill.Job job() {
        return new Backfill.Job(log.fence(), log.run(), work::endsBy);
    }
}
