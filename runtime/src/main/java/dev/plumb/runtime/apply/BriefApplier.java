package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.Actor;
import dev.plumb.runtime.ledger.Lease;
import dev.plumb.runtime.ledger.LeaseRequest;
import dev.plumb.runtime.ledger.LiveFingerprint;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunLog;
import dev.plumb.runtime.ledger.StepRecord;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Applies plans of one transaction to one namespace after the other, everything about each in that transaction: the lease, the
 * statements, the record. So nothing is half done, whenever it is killed. It never waits and never explains: where anything is in
 * the way it has done nothing, and {@link Applier} is for that. For one thread.
 */
public final class BriefApplier implements AutoCloseable {
    private static final int LOCK_TIMEOUT_MILLIS = 100;

    private final Connection connection;
    private final Connection witness;
    private final WorkSession work;
    private final FingerprintProbe reached;
    private final FingerprintProbe before;
    private final LiveFingerprint fingerprint;
    private final ApplyOptions options;

    private BriefApplier(Connection connection, Connection witness, LiveFingerprint fingerprint, ApplyOptions options)
            throws SQLException {
        this.connection = connection;
        this.witness = witness;
        this.work = new WorkSession(connection);
        this.reached = FingerprintProbe.on(connection, fingerprint);
        this.before = FingerprintProbe.on(witness, fingerprint);
        this.fingerprint = fingerprint;
        this.options = options;
    }

    /** @param connections direct ones, to a database whose ledger is of this version */
    public static BriefApplier open(ConnectionSource connections, LiveFingerprint fingerprint, ApplyOptions options)
            throws SQLException {
        Connection connection = ServerSession.open(connections, "plumb apply");
        try {
            Connection witness = ServerSession.open(connections, "plumb apply: witness");
            try {
                PoolerCheck.refuseTransactionPooler(connection, witness);
                return new BriefApplier(connection, witness, fingerprint, options);
            } catch (SQLException | RuntimeException e) {
                witness.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a plan is one that this can apply at all. */
    public static boolean suits(ApplyRequest request) {
        List<StepGroup> groups = StepGroup.of(request.steps());
        return request.earlier().equals(ApplyRequest.Earlier.NOTHING)
                && request.plan().dataFiles().isEmpty()
                && groups.size() == 1
                && !groups.get(0).runsAlone();
    }

    /**
     * Applies a plan.
     *
     * @param namespace that is in the ledger already
     * @return the run's number; empty when nothing was done
     */
    public OptionalLong apply(NamespaceKey key, long namespace, ApplyRequest request) {
        try {
            connection.setAutoCommit(false);
            OptionalLong run = attempt(key, namespace, request);
            if (run.isPresent()) {
                connection.commit();
            }
            return run;
        } catch (SQLException | StoppedException e) {
            // Whatever it is, the other way meets it again and says what it is.
            return OptionalLong.empty();
        } finally {
            work.rollBack();
        }
    }

    private OptionalLong attempt(NamespaceKey key, long namespace, ApplyRequest request)
            throws SQLException, StoppedException {
        Optional<Lease.Brief> lease = new LeaseRequest(
                        key, request.plan().environment(), options.lockTimeout(), options.leaseExpiry())
                .take(connection, namespace, work.backend());
        NamespaceTable table = new NamespaceTable(fingerprint, namespace);
        if (lease.isEmpty() || table.revision(connection) != request.basis().revision()) {
            return OptionalLong.empty();
        }
        table.refuseForeign(connection, request.specSchemas());
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local lock_timeout = " + LOCK_TIMEOUT_MILLIS);
        }
        RunLog log = RunLog.begin(connection, lease.get().fence(), Actor.current(), request.origin());
        boolean fits = done(table, request, log);
        lease.get().release();
        return fits ? OptionalLong.of(log.run()) : OptionalLong.empty();
    }

    /**
     * Does it and records it.
     *
     * @return false when the state was not the one that the plan was made from: whatever others have committed up to the end, the
     *     witness has seen
     */
    private boolean done(NamespaceTable table, ApplyRequest request, RunLog log) throws SQLException, StoppedException {
        StepGroup group = new StepGroup(request.steps());
        List<StepRecord> records = new StepRunner(work, request, ApplyListener.SILENT, group).execute();
        request.arrival().check(connection);
        log.done(connection, records);
        ManagedProgress progress = new ManagedProgress(request);
        new CellProgress(request, progress).follow(connection, group);
        new KeptProgress(request, progress).follow(connection, log.fence().namespace(), log.run(), group);
        String now = reached.of(request.specSchemas());
        boolean fits =
                before.of(request.basis().schemas()).equals(request.basis().fingerprint());
        if (fits) {
            new Completion(request, new ManagedTable(log.fence().namespace()), table, Optional.of(log), Witness.NONE)
                    .write(connection, Optional.of(now));
        }
        return fits;
    }

    /** False when its session is gone. */
    public boolean isUsable() throws SQLException {
        return !connection.isClosed() && !witness.isClosed();
    }

    @Override
    public void close() {
        work.closeQuietly();
        try {
            witness.close();
        } catch (SQLException e) {
            // Closing is all that was wanted.
        }
    }
}
