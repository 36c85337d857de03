package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.apply.BriefApplier;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The fast way for plans of one transaction; safe for several threads, each of which gets two sessions that stay. */
final class BriefLane implements AutoCloseable {
    private final Project project;
    private final ConnectionSource connections;
    private final ApplyOptions options;
    private final Queue<BriefApplier> idle = new ConcurrentLinkedQueue<>();

    BriefLane(Project project, ConnectionSource connections, ApplyOptions options) {
        this.project = project;
        this.connections = connections;
        this.options = options;
    }

    /** What is the same for all tenants of a group; empty when nothing is to be applied to them. */
    Optional<Application> application(TenantGroup group) {
        return group.prepared().foundation().map(f -> Application.of(project, f));
    }

    /**
     * Applies a plan.
     *
     * @param application of the group that the tenant is in
     * @return false when nothing was done, because there is something that takes more time
     */
    boolean apply(TenantGroup.Member member, PreparedPlan prepared, Application application) {
        Optional<ApplyRequest> request =
                prepared.foundation().map(f -> application.on(f).request(Arrival.PROVED));
        return request.filter(BriefApplier::suits).isPresent()
                && member.namespace().isPresent()
                && apply(member, member.namespace().getAsLong(), request.get());
    }

    private boolean apply(TenantGroup.Member member, long namespace, ApplyRequest request) {
        NamespaceKey key = new NamespaceKey(project.name(), member.environment().namespace());
        try {
            BriefApplier waiting = idle.poll();
            BriefApplier applier =
                    waiting == null ? BriefApplier.open(connections, Fingerprints.ALL, options) : waiting;
            boolean applied = applier.apply(key, namespace, request).isPresent();
            if (applier.isUsable()) {
                idle.add(applier);
            }
            return applied;
        } catch (SQLException e) {
            // No session was to be had; the other way says why.
            return false;
        }
    }

    @Override
    public void close() {
        for (BriefApplier applier = idle.poll(); applier != null; applier = idle.poll()) {
            applier.close();
        }
    }
}
