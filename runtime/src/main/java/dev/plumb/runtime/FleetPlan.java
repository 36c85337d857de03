package dev.plumb.runtime;

import java.util.List;
import java.util.stream.Stream;

/**
 * What an apply would do to many tenants.
 *
 * @param environment whose tenants they are
 * @param unchanged those to which nothing has happened since their last run, with the same files
 * @param groups the others, each with those that are alike
 */
public record FleetPlan(String environment, List<String> unchanged, List<TenantGroup> groups) {
    public FleetPlan {
        unchanged = List.copyOf(unchanged);
        groups = List.copyOf(groups);
    }

    /** The groups in which something is to be done. */
    public List<TenantGroup> differing() {
        return groups.stream().filter(g -> !g.plan().isInPlumb()).toList();
    }

    /** The tenants that are as declared. */
    public List<String> inPlumb() {
        return Stream.concat(
                        unchanged.stream(),
                        groups.stream().filter(g -> g.plan().isInPlumb()).flatMap(g -> g.tenants().stream()))
                .toList();
    }

    /** How many tenants there are. */
    public int size() {
        return unchanged.size()
                + groups.stream().mapToInt(g -> g.tenants().size()).sum();
    }
}
