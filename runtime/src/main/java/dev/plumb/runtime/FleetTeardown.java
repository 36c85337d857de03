package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.tenant.Waves;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Empties the tenants of an unprotected environment, all of them or some. For one thread. */
public final class FleetTeardown implements AutoCloseable {
    private final Fleet fleet;
    private volatile boolean stopped;

    private FleetTeardown(Fleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Opens the database of an environment; an embedded server is started or shared.
     *
     * @throws RefusedException when it is protected
     */
    public static FleetTeardown open(Project project, Tenancy tenancy) {
        Teardown.refuseProtected(tenancy.environment(), project.rules(tenancy.environment()));
        return new FleetTeardown(Fleet.open(project, tenancy));
    }

    /**
     * What would go of one tenant.
     *
     * @param name of the tenant
     */
    public record Member(String name, Environment environment, Emptying emptying) {
        /** Whether there is nothing to drop. */
        public boolean isEmpty() {
            return emptying.request().managedBefore().isEmpty();
        }
    }

    /**
     * What would go, of each tenant. Somebody who is no tenant any more can be chosen as long as the ledger knows what he has.
     *
     * @throws dev.plumb.source.SpecException when one that was chosen is none and never was
     */
    public List<Member> plan() {
        List<Member> members = new ArrayList<>();
        fleet.environments().forEach((name, environment) -> {
            try (Teardown teardown = fleet.teardown(environment)) {
                members.add(new Member(name, environment, teardown.plan()));
            }
        });
        return members;
    }

    /**
     * Refuses what may not go, although somebody wants all of it to go.
     *
     * @throws RefusedException with everything that speaks against it, of every tenant
     */
    public void review(List<Member> members) {
        Map<RefusedException, String> refused = new LinkedHashMap<>();
        for (Member member : members) {
            try (Teardown teardown = fleet.teardown(member.environment())) {
                teardown.review(member.emptying());
            } catch (RefusedException e) {
                refused.put(e, member.name());
            }
        }
        if (!refused.isEmpty()) {
            throw new RefusedException(
                    refused.entrySet().stream()
                            .map(e ->
                                    "tenant " + e.getValue() + ": " + e.getKey().happened())
                            .collect(Collectors.joining("\n")),
                    refused.keySet().stream()
                            .map(RefusedException::remedy)
                            .distinct()
                            .collect(Collectors.joining("\n")));
        }
    }

    /** From now on no other tenant is begun. */
    public void stop() {
        stopped = true;
    }

    /** Empties them. Whatever happens to one tenant, the others that have begun come to their end. */
    public FleetResult run(List<Member> members, Waves waves, FleetApply.Listener listener) {
        List<Member> tasks = members.stream().filter(m -> !m.isEmpty()).toList();
        return new FleetRun(waves, () -> stopped, listener).over(tasks, Member::name, this::run);
    }

    private void run(Member member) {
        try (Teardown teardown = fleet.teardown(member.environment())) {
            teardown.run(member.emptying(), ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }

    @Override
    public void close() {
        fleet.close();
    }
}
