package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.MaterializedViewDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Materialized views. PostgreSQL cannot give one another query, so it is built anew with its indexes. */
final class MaterializedViewComparison extends Comparison<MaterializedView> {
    private final MaterializedViewDdl ddl;

    MaterializedViewComparison(
            Context context, Address address, Optional<MaterializedView> live, Optional<MaterializedView> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().materializedViews();
    }

    @Override
    Edit create(MaterializedView desired) {
        return whole(Optional.empty(), Verdict.CREATE, List.of(), List.of(task(ADD, EVALUATE, creation(desired))));
    }

    @Override
    Edit drop(MaterializedView live) {
        return whole(
                Optional.of(Disturbance.DROPPED),
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(
                        Hazards.definitionLoss("the materialized view " + address + " goes"),
                        Hazards.breaksClients("the materialized view " + address)),
                List.of(task(DROP, CONTRACT, dropping())));
    }

    @Override
    Optional<Edit> change(MaterializedView live, MaterializedView desired, Set<Cause> causes) {
        OutputChange output = OutputChange.between(context.liveOutput(address), context.desiredOutput(address));
        boolean redefined =
                !live.query().equals(desired.query()) || !live.columns().equals(desired.columns());
        Details details = new Details();
        if (redefined) {
            output.describe(details);
            details.compare("query", live.query(), desired.query());
        }
        details.compare("storage", live.storageParameters(), desired.storageParameters())
                .comment(live.comment(), desired.comment());
        if (redefined || !causes.isEmpty()) {
            boolean incompatible = redefined && !output.isAppending() && !(retyped(causes) && output.isKeepingNames());
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(incompatible), details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    @Override
    Edit rebuild(MaterializedView live, MaterializedView desired, Verdict verdict) {
        OutputChange output = OutputChange.between(context.liveOutput(address), context.desiredOutput(address));
        List<Hazard> hazards = new ArrayList<>();
        if (!output.isAppending() && verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.add(Hazards.definitionLoss("output columns change: " + output.lost()));
            hazards.add(Hazards.breaksClients("these columns of " + address));
        }
        if (context.hasRows(address)) {
            hazards.add(Hazards.recompute("the query runs again and the indexes are built again"));
        }
        List<Statement> creation = creation(desired);
        creation.addAll(Attachments.statements(context, address, desired.indexes(), output));
        return whole(
                Optional.of(Disturbance.REPLACED),
                verdict,
                hazards,
                List.of(task(DROP, EVALUATE, dropping()), task(ADD, EVALUATE, creation)));
    }

    private Edit alter(MaterializedView live, MaterializedView desired, Details details) {
        List<Statement> statements = new ArrayList<>();
        ParameterChange storage = ParameterChange.between(live.storageParameters(), desired.storageParameters());
        storage.set()
                .ifPresent(p -> statements.add(Statement.of(ddl.setStorage(address.directory(), address.name(), p))));
        storage.reset()
                .ifPresent(p -> statements.add(Statement.of(ddl.resetStorage(address.directory(), address.name(), p))));
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    private List<Statement> creation(MaterializedView view) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.create(address.directory(), view)));
        statements.addAll(comment(address, Optional.empty(), view.comment()));
        for (Index index : view.indexes()) {
            statements.add(Statement.of(context.ddl().indexes().create(address.directory(), view.name(), index)));
            statements.addAll(
                    comment(address.child(ObjectKind.INDEX, index.name()), Optional.empty(), index.comment()));
        }
        return statements;
    }

    private List<Statement> dropping() {
        return List.of(Statement.of(context.ddl().objects().drop(address), context.lockable(address)));
    }

    private Edit whole(Optional<Disturbance> disturbance, Verdict verdict, List<Hazard> hazards, List<Task> tasks) {
        return new Edit(change(verdict, hazards), disturbance, true, tasks);
    }

    /** A column below changes its type, and so may the output, without the view being declared otherwise. */
    private static boolean retyped(Set<Cause> causes) {
        return causes.stream().anyMatch(c -> c.how() == Disturbance.RETYPED);
    }
}
