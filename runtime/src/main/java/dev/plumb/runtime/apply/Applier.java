package dev.plumb.runtime.apply;

import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Actor;
import dev.plumb.runtime.ledger.LeaseLostException;
import dev.plumb.runtime.ledger.LeaseRequest;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LiveFingerprint;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunLog;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Runs plans on one namespace of one database. Whatever stops it, applying again continues. */
public final class Applier {
    private final ConnectionSource connections;
    private final NamespaceKey key;
    private final LiveFingerprint fingerprint;
    private final ApplyOptions options;
    private final RandomGenerator random;
    private final Backfill backfill;

    /**
     * @param connections direct ones, not through a transaction pooler
     * @param random for the jitter of waits
     */
    public Applier(
            ConnectionSource connections,
            NamespaceKey key,
            LiveFingerprint fingerprint,
            ApplyOptions options,
            RandomGenerator random,
            Backfill backfill) {
        this.connections = connections;
        this.key = key;
        this.fingerprint = fingerprint;
        this.options = options;
        this.random = random;
        this.backfill = backfill;
    }

    /**
     * Runs a plan, or only brings the ledger up to date when the plan is empty.
     *
     * @return the run's number; empty when there was nothing to do
     * @throws LockedException when another applier holds the namespace, or locks on a relation were not to be had; nothing
     *     was applied
     * @throws StalePlanException when the database is no longer what the plan was made from; nothing was applied
     * @throws WrongTargetException when the database must not be applied to
     * @throws PartialException when some of it is done and some is not
     * @throws DatabaseException when the server refused a statement or went away; nothing was applied
     */
    public OptionalLong apply(ApplyRequest request, ApplyListener listener) {
        LeaseRequest lease =
                new LeaseRequest(key, request.plan().environment(), options.lockTimeout(), options.leaseExpiry());
        try (ApplySession session = ApplySession.open(connections, new Ledger(fingerprint), lease, options, listener)) {
            NamespaceTable namespace =
                    new NamespaceTable(fingerprint, session.fence().namespace());
            namespace.refuseForeign(session.work().connection(), request.specSchemas());
            refuseStale(session.work().connection(), namespace, request.basis());
            if (request.plan().isEmpty()) {
                refresh(session, namespace, request);
                return OptionalLong.empty();
            }
            return OptionalLong.of(run(session, namespace, request, listener));
        } catch (LeaseLostException e) {
            throw new LockedException("another applier has taken " + key + " over; nothing was applied", "plan again");
        } catch (SQLException e) {
            throw DatabaseException.during("preparing to apply to " + key, e);
        }
    }

    private static void refuseStale(Connection connection, NamespaceTable namespace, ApplyRequest.Basis basis)
            throws SQLException {
        if (!namespace.fingerprint(connection, basis.schemas()).equals(basis.fingerprint())) {
            throw new StalePlanException(
                    "the database has changed since the plan was made, so nothing was applied",
                    "look at a new plan, then apply that");
        }
        if (namespace.revision(connection) != basis.revision()) {
            throw new StalePlanException(
                    "another apply has finished since the plan was made, so nothing was applied",
                    "look at a new plan, then apply that");
        }
    }

    private static void refresh(ApplySession session, NamespaceTable namespace, ApplyRequest request)
            throws SQLException {
        Connection connection = session.work().connection();
        connection.setAutoCommit(false);
        session.fence().hold(connection);
        ManagedTable managed = new ManagedTable(session.fence().namespace());
        Witness witness = request.earlier().moved()
                ? Witness.NONE
                : schemas -> Optional.of(namespace.fingerprint(connection, schemas));
        new Completion(request, managed, namespace, Optional.empty(), witness).write(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    private long run(ApplySession session, NamespaceTable namespace, ApplyRequest request, ApplyListener listener)
            throws SQLException {
        Connection connection = session.work().connection();
        connection.setAutoCommit(false);
        RunLog log = RunLog.begin(connection, session.fence(), Actor.current(), request.origin());
        connection.commit();
        connection.setAutoCommit(true);
        List<StepGroup> groups = StepGroup.of(request.steps());
        listener.runStarted(log.run(), request.steps().size());
        ManagedProgress progress = new ManagedProgress(request);
        RunContext context = new RunContext(
                session.work(),
                session.monitor(),
                log,
                new ManagedTable(session.fence().namespace()),
                namespace,
                progress,
                new CellProgress(request, progress),
                new KeptProgress(request, progress),
                request,
                options,
                new LockLadder(random),
                listener,
                backfill);
        new Run(context, groups, new Aftermath(connections, log)).execute();
        return log.run();
    }
}
