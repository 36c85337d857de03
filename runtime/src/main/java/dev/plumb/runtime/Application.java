package dev.plumb.runtime;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.environment.Project;
import dev.plumb.environment.git.GitState;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.schema.Spec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an apply of a prepared plan is to run and to record.
 *
 * @param commit that is checked out
 * @param spec all of it, as a text
 * @param managedAfter what is managed then
 */
record Application(
        Optional<RunOrigin.Commit> commit,
        String spec,
        List<ManagedObject> managedAfter,
        PreparedPlan.Foundation foundation) {
    static Application of(Project project, PreparedPlan.Foundation foundation) {
        return new Application(
                GitState.of(project.root()).map(g -> new RunOrigin.Commit(g.commit(), g.branch(), g.clean())),
                text(foundation.spec()),
                ManagedAfter.of(foundation.made()),
                foundation);
    }

    /** The same applied where everything is as it is here. */
    Application on(PreparedPlan.Foundation other) {
        return new Application(commit, spec, managedAfter, other);
    }

    /** @param arrival what the last transaction has to prove */
    ApplyRequest request(Arrival arrival) {
        MadePlan made = foundation.made();
        List<String> declared = made.desired().directories().stream()
                .map(d -> Objects.requireNonNull(made.schemas().get(d.path())))
                .toList();
        return new ApplyRequest(
                made.plan(),
                origin(),
                foundation.basis(),
                foundation.managed(),
                managedAfter,
                made.schemas(),
                declared,
                arrival);
    }

    private RunOrigin origin() {
        return new RunOrigin(
                PlumbVersion.read(),
                commit,
                foundation.specHash(),
                spec,
                PlanJson.write(PlanDocument.of(foundation.made().plan())),
                foundation.made().plan().effects().digest(),
                Optional.empty());
    }

    private static String text(Spec spec) {
        return spec.schema().directories().stream().map(SpecWriter::write).collect(Collectors.joining("---\n"));
    }
}
