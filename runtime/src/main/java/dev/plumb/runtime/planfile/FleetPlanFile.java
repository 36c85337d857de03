package dev.plumb.runtime.planfile;

import dev.plumb.plan.Step;
import dev.plumb.plan.render.SealedJson;
import dev.plumb.schema.DirectoryPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Plans of tenants that are to be applied later, as they were shown, to each tenant once. What is the same for those that are alike
 * is in it once.
 *
 * @param planFile {@code major.minor}, which also says what the file is
 * @param createdAt ISO 8601
 * @param environment whose tenants they are
 * @param unchanged tenants for whom nothing was to be done
 * @param groups the others, each with those that are alike
 */
public record FleetPlanFile(
        String planFile,
        String createdAt,
        String project,
        String environment,
        List<String> unchanged,
        List<Group> groups)
        implements SavedPlan {
    public FleetPlanFile {
        unchanged = List.copyOf(unchanged);
        groups = List.copyOf(groups);
    }

    /**
     * Tenants that are alike.
     *
     * @param plan of the first of them
     * @param members all of them
     */
    public record Group(PlanFile plan, List<Member> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * A tenant, and what is another than with the first of his group.
     *
     * @param id by which the ledger knows whether it was applied to him
     * @param prefix of his schemas' names
     * @param fingerprint of the catalog rows of his schemas
     * @param steps in his names; absent when they are the same
     * @param reads what his plan rests on; absent when it is the same
     */
    public record Member(
            String tenant,
            UUID id,
            String prefix,
            String fingerprint,
            Optional<List<Step>> steps,
            Optional<ReadSet> reads) {
        public Member {
            steps = steps.map(List::copyOf);
        }

        /**
         * What has to be known of a tenant to have his plan again from that of the first.
         *
         * @param its the whole plan of the tenant
         */
        public static Member of(String tenant, PlanFile its, PlanFile first) {
            return new Member(
                    tenant,
                    its.id(),
                    its.target().prefix(),
                    its.fingerprint(),
                    Optional.of(its.plan().steps())
                            .filter(s -> !s.equals(first.plan().steps())),
                    Optional.of(its.reads()).filter(r -> !r.equals(first.reads())));
        }

        PlanFile in(PlanFile first) {
            Map<String, String> moved = new LinkedHashMap<>();
            first.schemas()
                    .forEach(s -> moved.put(
                            s.schema(),
                            prefix + DirectoryPath.parse(s.directory()).schemaName()));
            return new PlanFile(
                    first.planFile(),
                    id,
                    first.createdAt(),
                    first.target().in(prefix),
                    first.origin(),
                    steps.map(first.plan()::withSteps).orElse(first.plan()),
                    first.managed(),
                    first.schemas().stream()
                            .map(s ->
                                    new PlanFile.SchemaEntry(s.directory(), moved.getOrDefault(s.schema(), s.schema())))
                            .toList(),
                    first.remaining().stream()
                            .map(s -> moved.getOrDefault(s, s))
                            .toList(),
                    fingerprint,
                    reads.orElse(first.reads()));
        }
    }

    /** The plan of each tenant for whom there was something to do, in the order of the groups. */
    public Map<String, PlanFile> byTenant() {
        Map<String, PlanFile> all = new LinkedHashMap<>();
        groups.forEach(g -> g.members().forEach(m -> all.put(m.tenant(), m.in(g.plan()))));
        return all;
    }

    @Override
    public String write() {
        return SealedJson.write(this);
    }

    @Override
    public <T> T as(Function<PlanFile, T> one, Function<FleetPlanFile, T> several) {
        return several.apply(this);
    }
}
