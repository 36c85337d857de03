package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;
import static dev.plumb.plan.diff.Task.Role.PREPARE;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.ddl.ConstraintDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Primary keys and unique constraints. Where there are rows the index is built first, concurrently. */
final class KeyComparison extends PartComparison<Key> {
    private final ConstraintDdl ddl;

    KeyComparison(Context context, Address table, Address address, Optional<Key> live, Optional<Key> desired) {
        super(context, table, address, live, desired);
        this.ddl = context.ddl().constraints();
    }

    @Override
    Edit create(Key desired) {
        if (context.isPartitioned(relation) && hasRows()) {
            return edit(Verdict.CREATE, additionHazards(desired), overPartitions(desired));
        }
        Statement adding = locking(
                hasRows()
                        ? desired.addUsingIndex(ddl, relation.directory(), relation.name(), address.name())
                        : ddl.add(relation.directory(), relation.name(), desired.constraint()));
        return edit(Verdict.CREATE, additionHazards(desired), swap(desired, address.name(), adding));
    }

    @Override
    Edit drop(Key live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                dropHazards(),
                List.of(task(DROP, CONTRACT, List.of(dropping()))));
    }

    @Override
    Optional<Edit> change(Key live, Key desired, Set<Cause> causes) {
        Details details = new Details()
                .compareNames("columns", live.columns(), desired.columns())
                .compareNames("include", live.include(), desired.include())
                .compare("nulls not distinct", live.nullsNotDistinct(), desired.nullsNotDistinct())
                .compare("deferral", words(live), words(desired));
        boolean redefined = !details.isEmpty();
        details.compare("storage", live.storageParameters(), desired.storageParameters())
                .comment(live.constraint().comment(), desired.constraint().comment());
        Set<String> beside = context.cells().replacedBy(relation, causes);
        if (!beside.isEmpty() && !context.isPartitioned(relation)) {
            return Optional.of(swap(desired, Verdict.rebuild(safety(redefined), details), beside));
        }
        if (!beside.isEmpty() || causes.stream().anyMatch(c -> c.how().isReplacement())) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(redefined), details)));
        }
        if (redefined) {
            return Optional.of(replace(desired, Verdict.replace(Safety.DESTRUCTIVE, details)));
        }
        if (context.isPartitioned(relation) && !live.storageParameters().equals(desired.storageParameters())) {
            return Optional.of(replace(desired, Verdict.replace(Safety.SAFE, details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    /** Torn apart, so that what it rests on can change between the two. */
    @Override
    Edit rebuild(Key live, Key desired, Verdict verdict) {
        List<Statement> adding = new ArrayList<>();
        adding.add(locking(ddl.add(relation.directory(), relation.name(), desired.constraint())));
        adding.addAll(finishing(desired));
        List<Hazard> hazards = new ArrayList<>(additionHazards(desired));
        hazards.addAll(onRows(Hazards.scan(relation.toString(), rows(), "the index is built in the same transaction")));
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                hazards,
                List.of(task(DROP, EVALUATE, List.of(dropping())), task(ADD, EVALUATE, adding)));
    }

    /** Its index is built over what is to take the places of columns, and swapped with them. */
    private Edit swap(Key desired, Verdict verdict, Set<String> columns) {
        Address built = relation.child(ObjectKind.INDEX, PlumbingNames.next(address.name()));
        Index index = desired.index(built.name());
        Index next = index.over(
                built.name(),
                NextNames.inAll(index.elements(), columns),
                NextNames.names(index.include(), columns),
                index.where());
        List<Statement> adding = new ArrayList<>();
        adding.add(locking(desired.addUsingIndex(ddl, relation.directory(), relation.name(), built.name())));
        adding.addAll(finishing(desired));
        return swapped(verdict, additionHazards(desired), next, adding);
    }

    /** At no moment is the table without a key. */
    private Edit replace(Key desired, Verdict verdict) {
        if (context.isPartitioned(relation) && hasRows()) {
            List<Hazard> hazards = new ArrayList<>(dropHazards());
            hazards.addAll(additionHazards(desired));
            List<Task> tasks = new ArrayList<>();
            tasks.add(task(DROP, EVALUATE, List.of(dropping())));
            tasks.addAll(overPartitions(desired));
            return disturbing(Disturbance.REPLACED, verdict, hazards, tasks);
        }
        String temporary = TemporaryNames.newIndex(address.name());
        Statement replacing = locking(
                hasRows()
                        ? desired.replaceUsingIndex(ddl, relation.directory(), relation.name(), temporary)
                        : ddl.replace(relation.directory(), relation.name(), desired.constraint()));
        List<Hazard> hazards = new ArrayList<>(dropHazards());
        hazards.addAll(additionHazards(desired));
        return disturbing(Disturbance.REPLACED, verdict, hazards, swap(desired, temporary, replacing));
    }

    /** PostgreSQL makes a key of a partitioned table of those that its partitions have. */
    private List<Task> overPartitions(Key desired) {
        PartitionedIndex index = new PartitionedIndex(context, relation, desired.index(address.name()));
        List<Statement> statements = new ArrayList<>(index.keysOnPartitions(desired));
        statements.add(locking(ddl.add(relation.directory(), relation.name(), desired.constraint())));
        statements.addAll(finishing(desired));
        return List.of(task(PREPARE, EVALUATE, index.onPartitions()), task(ADD, EVALUATE, statements));
    }

    /** Where there are rows the index is there, built while writers go on, when the constraint needs it. */
    private List<Task> swap(Key desired, String index, Statement constraint) {
        List<Task> tasks = new ArrayList<>();
        if (hasRows()) {
            tasks.add(task(PREPARE, EVALUATE, ConcurrentIndex.build(context, relation, desired.index(index))));
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(constraint);
        statements.addAll(finishing(desired));
        tasks.add(task(ADD, hasRows() ? EVALUATE : DEFINE, statements));
        return tasks;
    }

    /** What goes with the former constraint and is given to the new one. */
    private List<Statement> finishing(Key desired) {
        List<Statement> statements = new ArrayList<>(
                comment(address, Optional.empty(), desired.constraint().comment()));
        statements.addAll(Attachments.ofIndex(context, relation, address.name()));
        return statements;
    }

    private Edit alter(Key live, Key desired, Details details) {
        List<Statement> statements = new ArrayList<>(IndexStorage.statements(
                context, relation.directory(), address.name(), live.storageParameters(), desired.storageParameters()));
        statements.addAll(comment(
                address, live.constraint().comment(), desired.constraint().comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    private List<Hazard> dropHazards() {
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Hazards.definitionLoss("the " + address.kind().label() + " " + address + " goes"));
        hazards.addAll(onRows(Hazards.briefLock(relation.toString())));
        return hazards;
    }

    private List<Hazard> additionHazards(Key key) {
        String columns = SqlNames.list(key.columns());
        String notNull = key.nullsNotDistinct()
                ? ""
                : key.columns().stream()
                        .map(c -> SqlNames.quote(c) + " is not null")
                        .collect(Collectors.joining(" and ", " where ", ""));
        String duplicates = "(select from " + relationName() + notNull + " group by " + columns
                + " having count(*) > 1) as duplicates";
        return onRows(
                Hazards.indexBuild(relation.toString(), rows()),
                Hazards.mayFail(
                        "rows that agree in " + columns + " make it fail; the query counts such values",
                        Optional.of(finding(duplicates))));
    }

    private static String words(Key key) {
        return key.deferral().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
