package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import java.util.List;
import java.util.OptionalLong;

/** Tenants in whose namespaces everything is alike, so that one plan, made and proved for the first of them, is right for all. */
public final class TenantGroup {
    private final List<Member> members;
    private final PreparedPlan prepared;
    private final List<Refusal> refusals;

    TenantGroup(List<Member> members, PreparedPlan prepared, List<Refusal> refusals) {
        this.members = List.copyOf(members);
        this.prepared = prepared;
        this.refusals = List.copyOf(refusals);
    }

    /**
     * One of them.
     *
     * @param fingerprint of the catalog rows of its schemas, when they were looked at
     * @param namespace in the ledger; absent before the first apply
     * @param revision of what is managed there
     */
    record Member(String name, Environment environment, String fingerprint, OptionalLong namespace, long revision) {
        PreparedPlan prepared(PreparedPlan ofTheFirst) {
            return ofTheFirst.elsewhere(environment.namespace(), fingerprint, revision);
        }
    }

    /** Never empty. */
    public List<String> tenants() {
        return members.stream().map(Member::name).toList();
    }

    /** What an apply would do, in the names of the first tenant. */
    public Plan plan() {
        return prepared.plan();
    }

    /** Why an apply would be refused now, whatever is allowed on the command line. */
    public List<Refusal> refusals() {
        return refusals;
    }

    PreparedPlan prepared() {
        return prepared;
    }

    List<Member> members() {
        return members;
    }
}
