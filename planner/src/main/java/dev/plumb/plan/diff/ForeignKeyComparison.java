package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;
import static dev.plumb.plan.diff.Task.Role.VALIDATE;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.ConstraintDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Foreign keys. Where there are rows they are looked at in a transaction of its own, without a strong lock. */
final class ForeignKeyComparison extends PartComparison<ForeignKey> {
    private final ConstraintDdl ddl;

    ForeignKeyComparison(
            Context context, Address table, Address address, Optional<ForeignKey> live, Optional<ForeignKey> desired) {
        super(context, table, address, live, desired);
        this.ddl = context.ddl().constraints();
    }

    @Override
    Edit create(ForeignKey desired) {
        return edit(Verdict.CREATE, additionHazards(desired), adding(desired));
    }

    @Override
    Edit drop(ForeignKey live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                dropHazards(live),
                List.of(task(DROP, CONTRACT, List.of(dropping(live)))));
    }

    @Override
    Optional<Edit> change(ForeignKey live, ForeignKey desired, Set<Cause> causes) {
        Details details = new Details()
                .compareNames("columns", live.columns(), desired.columns())
                .compare("references", target(live), target(desired))
                .compare("match", words(live.match()), words(desired.match()))
                .compare("on update", words(live.onUpdate()), words(desired.onUpdate()))
                .compare("on delete", words(live.onDelete()), words(desired.onDelete()));
        boolean redefined = !details.isEmpty();
        details.compare("deferral", words(live.deferral()), words(desired.deferral()))
                .compare("valid", live.validated(), desired.validated())
                .comment(live.comment(), desired.comment());
        boolean invalidated = live.validated() && !desired.validated();
        if (redefined || invalidated || causes.stream().anyMatch(this::cannotOutlive)) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(redefined || invalidated), details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    private boolean cannotOutlive(Cause cause) {
        if (cause.isKey() || cause.how().isReplacement()) {
            return true;
        }
        return cause.how() == Disturbance.RETYPED
                && cause.isColumn()
                && !context.conversion(cause.referenced())
                        .map(TypeConversion::keepsForeignKeys)
                        .orElse(false);
    }

    @Override
    Edit rebuild(ForeignKey live, ForeignKey desired, Verdict verdict) {
        List<Hazard> hazards = new ArrayList<>();
        if (verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.addAll(dropHazards(live));
        }
        hazards.addAll(comingBack(verdict, additionHazards(desired)));
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(DROP, DEFINE, List.of(dropping(live))));
        tasks.addAll(adding(desired));
        return disturbing(Disturbance.REPLACED, verdict, hazards, tasks);
    }

    private Edit alter(ForeignKey live, ForeignKey desired, Details details) {
        List<Statement> statements = new ArrayList<>();
        if (live.deferral() != desired.deferral()) {
            statements.add(locking(ddl.setDeferral(relation.directory(), relation.name(), desired), desired));
        }
        statements.addAll(comment(address, live.comment(), desired.comment()));
        List<Task> tasks = new ArrayList<>();
        if (!statements.isEmpty()) {
            tasks.add(task(ADD, DEFINE, statements));
        }
        boolean validates = !live.validated() && desired.validated();
        if (validates) {
            tasks.add(validation());
        }
        List<Hazard> hazards = new ArrayList<>(validates ? additionHazards(desired) : List.of());
        if (live.deferral() != desired.deferral()) {
            hazards.addAll(onRows(
                    Hazards.blocksWrites(relation.toString(), "the foreign key is altered, which takes a moment")));
        }
        return edit(Verdict.alter(Safety.SAFE, details), hazards, tasks);
    }

    private List<Task> adding(ForeignKey key) {
        // PostgreSQL 18 adds a foreign key to a partitioned table without looking at its rows.
        boolean byPartition = context.isPartitioned(relation) && !context.isAtLeast(18);
        boolean later = hasRows() && key.validated() && !byPartition;
        List<Statement> statements = new ArrayList<>();
        if (byPartition && hasRows() && key.validated()) {
            statements.addAll(onPartitions(key));
        }
        statements.add(locking(
                later
                        ? ddl.addNotValid(relation.directory(), relation.name(), key)
                        : ddl.add(relation.directory(), relation.name(), key),
                key));
        statements.addAll(comment(address, Optional.empty(), key.comment()));
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(ADD, DEFINE, statements));
        if (later) {
            tasks.add(validation());
        }
        return tasks;
    }

    /** Rows are looked at partition by partition; then the partitioned table's own key takes these and looks at none. */
    private List<Statement> onPartitions(ForeignKey key) {
        List<Statement> statements = new ArrayList<>();
        for (Table partition : context.liveLeaves(relation)) {
            String name = TemporaryNames.onPartition(
                    key.name(), partition.name(), key.columns().toString());
            Optional<ForeignKey> there = partition
                    .constraints(ForeignKey.class)
                    .filter(k -> k.name().equals(name))
                    .findFirst();
            Address address = partition.address(relation.directory());
            if (there.isEmpty()) {
                statements.add(Statement.of(
                        ddl.addNotValid(relation.directory(), partition.name(), key.withName(name)),
                        context.lockable(address, ForeignKeyTarget.of(key))));
            }
            if (there.filter(ForeignKey::validated).isEmpty()) {
                statements.add(Statement.of(ddl.validate(relation.directory(), partition.name(), name))
                        .inOwnTransaction());
            }
        }
        return statements;
    }

    private Task validation() {
        Statement statement = Statement.of(ddl.validate(relation.directory(), relation.name(), address.name()));
        return task(VALIDATE, Task.Phase.VALIDATE, List.of(hasRows() ? statement.inOwnTransaction() : statement));
    }

    private Statement dropping(ForeignKey key) {
        return locking(context.ddl().objects().drop(address), key);
    }

    private Statement locking(String sql, ForeignKey key) {
        return Statement.of(sql, context.lockable(relation, ForeignKeyTarget.of(key)));
    }

    private List<Hazard> dropHazards(ForeignKey key) {
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Hazards.definitionLoss("the former foreign key " + address + " goes"));
        context.lockable(relation, ForeignKeyTarget.of(key)).stream()
                .distinct()
                .forEach(t -> hazards.add(Hazards.briefLock(t.toString())));
        return hazards;
    }

    private List<Hazard> additionHazards(ForeignKey key) {
        List<Hazard> hazards = new ArrayList<>();
        context.lockable(relation, ForeignKeyTarget.of(key)).stream()
                .distinct()
                .forEach(t -> hazards.add(
                        Hazards.blocksWrites(t.toString(), "the foreign key is added, which takes a moment")));
        hazards.addAll(onRows(Hazards.mayFail(
                "rows without a counterpart in " + ForeignKeyTarget.of(key) + " make it fail",
                Optional.of(finding(orphans(key))))));
        return hazards;
    }

    private String orphans(ForeignKey key) {
        String present = key.columns().stream()
                .map(c -> "c." + SqlNames.quote(c) + " is not null")
                .collect(Collectors.joining(" and "));
        String matching = IntStream.range(
                        0, Math.min(key.columns().size(), key.targetColumns().size()))
                .mapToObj(i -> "p." + SqlNames.quote(key.targetColumns().get(i)) + " = c."
                        + SqlNames.quote(key.columns().get(i)))
                .collect(Collectors.joining(" and "));
        return relationName() + " as c where " + present + " and not exists (select from "
                + context.physicalName(ForeignKeyTarget.of(key)) + " as p where " + matching + ")";
    }

    private static String target(ForeignKey key) {
        return ForeignKeyTarget.of(key) + " (" + SqlNames.list(key.targetColumns()) + ")";
    }

    private static String words(ReferentialAction action) {
        return words(action.kind()) + (action.columns().isEmpty() ? "" : " (" + SqlNames.list(action.columns()) + ")");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
