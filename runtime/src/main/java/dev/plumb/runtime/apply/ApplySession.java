package dev.plumb.runtime.apply;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.runtime.ledger.Actor;
import dev.plumb.runtime.ledger.Fence;
import dev.plumb.runtime.ledger.Lease;
import dev.plumb.runtime.ledger.LeaseRequest;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The right to apply, for as long as it is open: a ledger that is up to date, two direct connections, the lease with its
 * heartbeat, and a hook that ends things in good order when the process is asked to end.
 */
final class ApplySession implements AutoCloseable {
    private static final long IN_HAND_SECONDS = 20;
    private static final long GOOD_ORDER_SECONDS = 10;

    private final WorkSession work;
    private final Connection lockConnection;
    private final Monitor monitor;
    private final Fence fence;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private ApplySession(WorkSession work, Connection lockConnection, Lease lease, ApplyOptions options) {
        this.work = work;
        this.lockConnection = lockConnection;
        this.fence = lease.fence();
        this.monitor = new Monitor(lease, lockConnection, work, options.heartbeat());
        this.hook = new Thread(this::endInGoodOrder, "plumb-interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    static ApplySession open(
            ConnectionSource source, Ledger ledger, LeaseRequest request, ApplyOptions options, ApplyListener listener)
            throws SQLException {
        Connection workConnection = ServerSession.open(source, "plumb apply");
        try {
            Connection lockConnection = ServerSession.open(source, "plumb apply: lease");
            try {
                PoolerCheck.refuseTransactionPooler(workConnection, lockConnection);
                if (ledger.state(workConnection, request.key()).version() < LedgerSchema.version()) {
                    LedgerUpgrade.run(source);
                }
                WorkSession work = new WorkSession(workConnection);
                Lease lease = request.acquire(lockConnection, work.backend(), Actor.current(), listener::waitingFor);
                return new ApplySession(work, lockConnection, lease, options);
            } catch (SQLException | RuntimeException e) {
                lockConnection.close();
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            workConnection.close();
            throw e;
        }
    }

    WorkSession work() {
        return work;
    }

    Monitor monitor() {
        return monitor;
    }

    Fence fence() {
        return fence;
    }

    private void endInGoodOrder() {
        work.stop(Stop.INTERRUPTED);
        try {
            if (!closed.await(IN_HAND_SECONDS, TimeUnit.SECONDS)) {
                work.giveUp();
            }
            if (!closed.await(GOOD_ORDER_SECONDS, TimeUnit.SECONDS)) {
                work.closeQuietly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            work.rollBack();
            work.closeQuietly();
            monitor.close();
            lockConnection.close();
        } finally {
            closed.countDown();
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and this hook is what waits for us.
        }
    }
}
