package dev.plumb.runtime;

import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.tenant.Waves;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Applies the plan of a fleet: to the canaries first, then to the others several at a time. */
public final class FleetApply {
    private final Fleet fleet;
    private final ApplyOptions options;
    private final Waves waves;
    private volatile boolean stopped;

    /** @param waves in which order */
    public FleetApply(Fleet fleet, ApplyOptions options, Waves waves) {
        this.fleet = fleet;
        this.options = options;
        this.waves = waves;
    }

    /** Told of a tenant as soon as it is done with; on several threads, one after the other. */
    public interface Listener {
        void applied(String tenant);

        void failed(String tenant, RuntimeException why);
    }

    /**
     * Lets a plan pass for all its tenants.
     *
     * @throws RefusedException with everything that the rules, the requirements and the plans themselves have against it, and whom it is
     *     about where not all tenants are alike
     */
    public void review(FleetPlan plan, Approval approval, String command) {
        Map<RefusedException, TenantGroup> refused = new LinkedHashMap<>();
        for (TenantGroup group : plan.groups()) {
            try (Plumb plumb = fleet.plumb(group.members().get(0))) {
                plumb.admission().review(group.plan(), approval, command);
            } catch (RefusedException e) {
                refused.put(e, group);
            }
        }
        if (!refused.isEmpty() && plan.groups().size() == 1) {
            throw refused.keySet().iterator().next();
        }
        if (!refused.isEmpty()) {
            throw new RefusedException(
                    refused.entrySet().stream()
                            .map(e -> subject(e.getValue()) + ": " + e.getKey().happened())
                            .collect(Collectors.joining("\n")),
                    refused.keySet().stream()
                            .map(RefusedException::remedy)
                            .distinct()
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String subject(TenantGroup group) {
        int others = group.tenants().size() - 1;
        String first = group.tenants().get(0);
        return others == 0
                ? "tenant " + first
                : "tenants like " + first + " (" + others + (others == 1 ? " other)" : " others)");
    }

    /**
     * Refuses plans whose effects are not those that somebody looked at before; a tenant that is as declared needs none.
     *
     * @throws dev.plumb.runtime.failure.StalePlanException naming what differs
     */
    public void expect(FleetPlan plan, String digest) {
        for (TenantGroup group : plan.differing()) {
            try (Plumb plumb = fleet.plumb(group.members().get(0))) {
                plumb.admission().expect(group.prepared(), digest);
            }
        }
    }

    /** What to write into the files so that what the plans remove is removed on purpose; empty when nothing has to be said. */
    public Optional<String> removalsToDeclare(FleetPlan plan) {
        return plan.differing().stream()
                .map(group -> {
                    try (Plumb plumb = fleet.plumb(group.members().get(0))) {
                        return plumb.admission().removalsToDeclare(group.plan());
                    }
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Records that somebody approves what a group's plan does, which counts for every tenant.
     *
     * @param expiry after which it counts for nothing; absent when it never expires
     * @throws RefusedException when the plan cannot be applied at all
     */
    public void approve(TenantGroup group, Optional<Duration> expiry, Optional<String> reason) {
        try (Plumb plumb = fleet.plumb(group.members().get(0))) {
            plumb.admission().approve(group.plan(), expiry, reason);
        }
    }

    /** From now on no other tenant is begun. */
    public void stop() {
        stopped = true;
    }

    /**
     * Applies the plan as it was shown. Whatever happens to one tenant, the others that have begun come to their end.
     *
     * @param plan that was let pass
     */
    public FleetResult apply(FleetPlan plan, Listener listener) {
        try (BriefLane lane = fleet.lane(options)) {
            List<Task> tasks = Stream.concat(
                            plan.differing().stream(),
                            plan.groups().stream().filter(g -> g.plan().isInPlumb()))
                    .flatMap(group -> tasks(group, lane))
                    .toList();
            return new FleetRun(waves, () -> stopped, listener).over(tasks, Task::tenant, task -> apply(task, lane));
        }
    }

    /** What is to be applied to one tenant; no record, since nobody compares plans here. */
    private static final class Task {
        private final TenantGroup.Member member;
        private final TenantGroup group;
        private final Optional<Application> application;

        Task(TenantGroup.Member member, TenantGroup group, Optional<Application> application) {
            this.member = member;
            this.group = group;
            this.application = application;
        }

        String tenant() {
            return member.name();
        }

        PreparedPlan prepared() {
            return member.prepared(group.prepared());
        }
    }

    private static Stream<Task> tasks(TenantGroup group, BriefLane lane) {
        Optional<Application> application = lane.application(group);
        return group.members().stream().map(member -> new Task(member, group, application));
    }

    private void apply(Task task, BriefLane lane) {
        PreparedPlan prepared = task.prepared();
        boolean done = task.application
                .filter(a -> lane.apply(task.member, prepared, a))
                .isPresent();
        if (!done) {
            applyAlone(task.member, prepared);
        }
    }

    private void applyAlone(TenantGroup.Member member, PreparedPlan prepared) {
        try (Plumb plumb = fleet.plumb(member)) {
            plumb.applyReviewed(prepared, options, ApplyListener.SILENT, FillListener.SILENT);
        }
    }
}
