package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Rules;
import dev.plumb.environment.SpecFile;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.model.Snapshot;
import dev.plumb.runtime.policy.Conditions;
import dev.plumb.runtime.policy.Gate;
import dev.plumb.runtime.policy.Policy;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What one version of a spec changes in another, on a server that holds nothing of either. */
public final class SpecDifference {
    private final Database server;

    /** @param server on which databases may be created; it asks for no password */
    public SpecDifference(Database server) {
        this.server = server;
    }

    /**
     * The plan that leads from the one to the other, for tables that may have any number of rows.
     *
     * @param environment whose variables and namespace are taken; its rules have nothing to say
     * @param name what the plan calls the two
     * @throws dev.plumb.source.SpecException when one of the specs is not valid
     */
    public Plan between(Project base, Project head, Environment environment, String name) {
        Set<String> ran = base.dataFiles().stream().map(SpecFile::path).collect(Collectors.toSet());
        return between(base, head, environment, name, ran, Map.of());
    }

    /**
     * The plan for an environment as it was when a snapshot of it was taken.
     *
     * @param base that reads the {@linkplain Snapshot#model() spec of the snapshot}
     * @param environment whose variables and namespace are taken
     * @throws dev.plumb.source.SpecException when one of the specs is not valid
     */
    public Plan since(Snapshot snapshot, Project base, Project head, Environment environment, String name) {
        Map<Address, TableFacts> rows = snapshot.tables().stream()
                .collect(Collectors.toMap(Snapshot.Size::table, t -> new TableFacts(t.rows(), t.bytes())));
        return between(base, head, environment, name, Set.copyOf(snapshot.data()), rows)
                .withDrift(snapshot.drift());
    }

    private Plan between(
            Project base,
            Project head,
            Environment environment,
            String name,
            Set<String> ran,
            Map<Address, TableFacts> rows) {
        Environment both = new Environment(
                name,
                environment.namespace(),
                Optional.empty(),
                environment.target(),
                environment.variables(),
                Rules.DEFAULT);
        try (ScratchDatabase scratch = new ScratchDatabase(server)) {
            try (Plumb plumb = new Plumb(base, both, scratch.database(), List.of())) {
                plumb.apply(plumb.planOfSchemaAlone(), Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT);
            }
            try (Plumb plumb = new Plumb(head, both, scratch.database(), List.of())) {
                return plumb.planOfLikeness(ran, rows);
            }
        }
    }

    /** What the rules of an environment have against such a plan, as far as its database need not be asked. */
    public static List<Refusal> refusals(Plan plan, Environment environment) {
        return new Gate(environment, new Policy(environment.rules()), Conditions.UNKNOWN).standing(plan);
    }
}
