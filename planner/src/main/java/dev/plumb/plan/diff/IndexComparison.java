package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Action;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.ddl.IndexDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Indexes of tables and materialized views. An index holds no data of its own, so that dropping one is destructive only when it
 * is unique and thereby also a rule.
 */
final class IndexComparison extends PartComparison<Index> {
    private final IndexDdl ddl;

    IndexComparison(Context context, Address relation, Address address, Optional<Index> live, Optional<Index> desired) {
        super(context, relation, address, live, desired);
        this.ddl = context.ddl().indexes();
    }

    @Override
    Edit create(Index desired) {
        List<Statement> statements = new ArrayList<>(building(desired));
        statements.addAll(comment(address, Optional.empty(), desired.comment()));
        return edit(Verdict.CREATE, buildHazards(desired), List.of(task(ADD, phase(), statements)));
    }

    @Override
    Edit drop(Index live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(safety(live.unique())),
                goneHazards(live),
                List.of(task(
                        DROP,
                        CONTRACT,
                        List.of(hasRows() ? ConcurrentIndex.drop(context, relation, address.name()) : dropping()))));
    }

    @Override
    Optional<Edit> change(Index live, Index desired, Set<Cause> causes) {
        Details details = new Details()
                .compare("method", live.method(), desired.method())
                .compare("unique", live.unique(), desired.unique())
                .compareSql("on", live.elements(), desired.elements())
                .compareNames("include", live.include(), desired.include())
                .compare("nulls not distinct", live.nullsNotDistinct(), desired.nullsNotDistinct())
                .compare("where", live.where(), desired.where());
        boolean redefined = !details.isEmpty();
        details.compare("valid", live.valid(), desired.valid())
                .compare("storage", live.storageParameters(), desired.storageParameters())
                .comment(live.comment(), desired.comment());
        boolean replaced = causes.stream().anyMatch(c -> c.how().isReplacement());
        boolean retyped = causes.stream().anyMatch(c -> c.how() == Disturbance.RETYPED);
        Safety safety = safety(redefined && live.unique());
        Set<String> beside = context.cells().replacedBy(relation, causes);
        if (!beside.isEmpty()) {
            return Optional.of(swap(live, desired, Verdict.rebuild(safety, details), beside));
        }
        if (replaced || (redefined && retyped)) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety, details)));
        }
        boolean otherStorage = !live.storageParameters().equals(desired.storageParameters());
        if (redefined || (otherStorage && context.isPartitioned(relation))) {
            return Optional.of(replace(live, desired, Verdict.replace(safety, details)));
        }
        if (!live.valid()) {
            Verdict verdict = new Verdict(Action.REPLACE, Reason.LEFT_INVALID, Safety.SAFE, details.lines());
            return Optional.of(replaceInvalid(desired, verdict));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    /** Torn apart, so that what it rests on can change between the two. */
    @Override
    Edit rebuild(Index live, Index desired, Verdict verdict) {
        List<Statement> adding = new ArrayList<>();
        adding.add(locking(ddl.create(relation.directory(), relation.name(), desired)));
        adding.addAll(finishing(desired));
        List<Hazard> hazards = replacementHazards(live, desired, verdict);
        hazards.addAll(onRows(
                Hazards.blocksWrites(relation.toString(), "the index is built in the transaction of another change")));
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                hazards,
                List.of(task(DROP, EVALUATE, List.of(dropping())), task(ADD, EVALUATE, adding)));
    }

    /** The old one serves until the new one can. */
    private Edit replace(Index live, Index desired, Verdict verdict) {
        List<Statement> statements = new ArrayList<>();
        if (hasRows()) {
            String temporary = TemporaryNames.newIndex(address.name());
            statements.addAll(ConcurrentIndex.build(context, relation, desired.withName(temporary)));
            statements.add(ConcurrentIndex.drop(context, relation, address.name()));
            statements.add(Statement.of(
                    context.ddl().objects().rename(relation.child(address.kind(), temporary), address.name())));
        } else {
            statements.add(dropping());
            statements.add(locking(ddl.create(relation.directory(), relation.name(), desired)));
        }
        statements.addAll(finishing(desired));
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                replacementHazards(live, desired, verdict),
                List.of(task(ADD, phase(), statements)));
    }

    /** Built over what is to take the places of columns, and swapped with them. */
    private Edit swap(Index live, Index desired, Verdict verdict, Set<String> columns) {
        Address built = relation.child(ObjectKind.INDEX, PlumbingNames.next(address.name()));
        Index next = desired.over(
                built.name(),
                NextNames.inAll(desired.elements(), columns),
                NextNames.names(desired.include(), columns),
                desired.where().map(w -> NextNames.in(w, columns)));
        List<Statement> adding = new ArrayList<>();
        adding.add(locking(context.ddl().objects().rename(built, address.name())));
        adding.addAll(finishing(desired));
        return swapped(verdict, replacementHazards(live, desired, verdict), next, adding);
    }

    private Edit replaceInvalid(Index desired, Verdict verdict) {
        List<Statement> statements = new ArrayList<>();
        if (hasRows()) {
            statements.addAll(ConcurrentIndex.build(context, relation, desired));
        } else {
            statements.add(dropping());
            statements.add(locking(ddl.create(relation.directory(), relation.name(), desired)));
        }
        statements.addAll(finishing(desired));
        return edit(verdict, buildHazards(desired), List.of(task(ADD, phase(), statements)));
    }

    /** What goes with the former index and is given to the new one. */
    private List<Statement> finishing(Index desired) {
        List<Statement> statements = new ArrayList<>(comment(address, Optional.empty(), desired.comment()));
        statements.addAll(Attachments.ofIndex(context, relation, address.name()));
        return statements;
    }

    private Edit alter(Index live, Index desired, Details details) {
        List<Statement> statements = new ArrayList<>(IndexStorage.statements(
                context, relation.directory(), address.name(), live.storageParameters(), desired.storageParameters()));
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    private List<Statement> building(Index index) {
        return hasRows()
                ? ConcurrentIndex.build(context, relation, index)
                : List.of(locking(ddl.create(relation.directory(), relation.name(), index)));
    }

    private Task.Phase phase() {
        return hasRows() ? EVALUATE : DEFINE;
    }

    private List<Hazard> goneHazards(Index live) {
        List<Hazard> hazards = new ArrayList<>(dropHazards(live));
        if (context.isPartitioned(relation)) {
            hazards.addAll(onRows(Hazards.briefLock(relation.toString())));
        }
        return hazards;
    }

    private List<Hazard> replacementHazards(Index live, Index desired, Verdict verdict) {
        List<Hazard> hazards = new ArrayList<>();
        if (verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.addAll(dropHazards(live));
        }
        hazards.addAll(buildHazards(desired));
        return hazards;
    }

    private List<Hazard> dropHazards(Index live) {
        return live.unique()
                ? List.of(Hazards.definitionLoss(
                        "the rule that " + String.join(", ", live.elements()) + " are unique goes"))
                : List.of();
    }

    private List<Hazard> buildHazards(Index index) {
        List<Hazard> hazards = new ArrayList<>(onRows(Hazards.indexBuild(relation.toString(), rows())));
        if (index.unique()) {
            hazards.addAll(onRows(Hazards.mayFail(
                    "rows that agree in " + String.join(", ", index.elements()) + " make it fail",
                    IndexKeys.of(index).map(this::duplicates))));
        }
        return hazards;
    }

    private String duplicates(IndexKeys keys) {
        return finding("(select from " + relationName() + context.physical(keys.condition()) + " group by "
                + context.physical(keys.list()) + " having count(*) > 1) as duplicates");
    }
}
