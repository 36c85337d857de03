package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Exclusion constraints. There is no way to add one while writers go on. */
final class ExclusionComparison extends PartComparison<ExclusionConstraint> {
    ExclusionComparison(
            Context context,
            Address table,
            Address address,
            Optional<ExclusionConstraint> live,
            Optional<ExclusionConstraint> desired) {
        super(context, table, address, live, desired);
    }

    @Override
    Edit create(ExclusionConstraint desired) {
        return edit(Verdict.CREATE, additionHazards(), List.of(task(ADD, EVALUATE, adding(desired))));
    }

    @Override
    Edit drop(ExclusionConstraint live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                dropHazards(),
                List.of(task(DROP, CONTRACT, List.of(dropping()))));
    }

    @Override
    Optional<Edit> change(ExclusionConstraint live, ExclusionConstraint desired, Set<Cause> causes) {
        Details details = new Details()
                .compare("method", live.method(), desired.method())
                .compareSql("elements", elements(live), elements(desired))
                .compareNames("include", live.include(), desired.include())
                .compare("where", live.where(), desired.where())
                .compare("deferral", words(live), words(desired));
        boolean redefined = !details.isEmpty();
        details.compare("storage", live.storageParameters(), desired.storageParameters())
                .comment(live.comment(), desired.comment());
        if (redefined || causes.stream().anyMatch(c -> c.how().isReplacement())) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(redefined), details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    @Override
    Edit rebuild(ExclusionConstraint live, ExclusionConstraint desired, Verdict verdict) {
        List<Hazard> hazards = new ArrayList<>();
        if (verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.addAll(dropHazards());
        }
        hazards.addAll(additionHazards());
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                hazards,
                List.of(task(DROP, EVALUATE, List.of(dropping())), task(ADD, EVALUATE, adding(desired))));
    }

    private Edit alter(ExclusionConstraint live, ExclusionConstraint desired, Details details) {
        List<Statement> statements = new ArrayList<>(IndexStorage.statements(
                context, relation.directory(), address.name(), live.storageParameters(), desired.storageParameters()));
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    private List<Statement> adding(ExclusionConstraint constraint) {
        List<Statement> statements = new ArrayList<>();
        statements.add(locking(context.ddl().constraints().add(relation.directory(), relation.name(), constraint)));
        statements.addAll(comment(address, Optional.empty(), constraint.comment()));
        return statements;
    }

    private List<Hazard> dropHazards() {
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Hazards.definitionLoss("the former exclusion constraint " + address + " goes"));
        hazards.addAll(onRows(Hazards.briefLock(relation.toString())));
        return hazards;
    }

    private List<Hazard> additionHazards() {
        return onRows(
                Hazards.indexBuild(relation.toString(), rows()),
                Hazards.scan(relation.toString(), rows(), "an exclusion constraint cannot be built concurrently"),
                Hazards.mayFail("rows that exclude each other make it fail", Optional.empty()));
    }

    private static List<String> elements(ExclusionConstraint constraint) {
        return constraint.elements().stream()
                .map(e -> e.element() + " with " + e.operator())
                .toList();
    }

    private static String words(ExclusionConstraint constraint) {
        return constraint.deferral().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
