package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;
import static dev.plumb.plan.diff.Task.Role.VALIDATE;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.ddl.ConstraintDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks of tables. Where there are rows they are looked at in a transaction of its own, without a strong lock. */
final class CheckComparison extends PartComparison<CheckConstraint> {
    private final ConstraintDdl ddl;

    CheckComparison(
            Context context,
            Address table,
            Address address,
            Optional<CheckConstraint> live,
            Optional<CheckConstraint> desired) {
        super(context, table, address, live, desired);
        this.ddl = context.ddl().constraints();
    }

    @Override
    Edit create(CheckConstraint desired) {
        return edit(Verdict.CREATE, additionHazards(desired), adding(desired));
    }

    @Override
    Edit drop(CheckConstraint live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                dropHazards(),
                List.of(task(DROP, CONTRACT, List.of(dropping()))));
    }

    @Override
    Optional<Edit> change(CheckConstraint live, CheckConstraint desired, Set<Cause> causes) {
        Details details = new Details()
                .compare("check", live.expression(), desired.expression())
                .compare("no inherit", live.noInherit(), desired.noInherit());
        boolean redefined = !details.isEmpty();
        details.compare("valid", live.validated(), desired.validated()).comment(live.comment(), desired.comment());
        boolean caused = causes.stream().anyMatch(c -> c.how().isReplacement());
        boolean invalidated = live.validated() && !desired.validated();
        Set<String> beside = context.cells().replacedBy(relation, causes);
        if (!beside.isEmpty()) {
            return Optional.of(swap(desired, Verdict.rebuild(safety(redefined || invalidated), details), beside));
        }
        if (redefined || caused || invalidated) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(redefined || invalidated), details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    @Override
    Edit rebuild(CheckConstraint live, CheckConstraint desired, Verdict verdict) {
        List<Hazard> hazards = new ArrayList<>();
        if (verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.addAll(dropHazards());
        }
        hazards.addAll(comingBack(verdict, additionHazards(desired)));
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(DROP, DEFINE, List.of(dropping())));
        tasks.addAll(adding(desired));
        return disturbing(Disturbance.REPLACED, verdict, hazards, tasks);
    }

    /** Proved of what is to take the places of columns, and swapped with them. */
    private Edit swap(CheckConstraint desired, Verdict verdict, Set<String> columns) {
        Address proved = relation.child(ObjectKind.CHECK, PlumbingNames.next(address.name()));
        CheckConstraint next = new CheckConstraint(
                proved.name(),
                NextNames.in(desired.expression(), columns),
                desired.noInherit(),
                desired.validated(),
                Optional.empty(),
                Declaration.NONE);
        List<Statement> proving = new ArrayList<>();
        proving.add(locking(ddl.dropIfExists(relation.directory(), relation.name(), proved.name())));
        proving.add(locking(ddl.addNotValid(relation.directory(), relation.name(), next)));
        if (desired.validated()) {
            proving.add(Statement.of(ddl.validate(relation.directory(), relation.name(), proved.name()))
                    .inOwnTransaction());
        }
        List<Statement> adding = new ArrayList<>();
        adding.add(locking(context.ddl().objects().rename(proved, address.name())));
        adding.addAll(comment(address, Optional.empty(), desired.comment()));
        return disturbing(
                Disturbance.SWAPPED,
                verdict,
                comingBack(verdict, additionHazards(desired)),
                List.of(
                        new Task(proved, ADD, address, Task.Phase.VALIDATE, proving),
                        task(DROP, Task.Phase.VALIDATE, List.of(dropping())),
                        task(ADD, Task.Phase.VALIDATE, adding)));
    }

    private Edit alter(CheckConstraint live, CheckConstraint desired, Details details) {
        List<Task> tasks = new ArrayList<>();
        List<Statement> comment = comment(address, live.comment(), desired.comment());
        if (!comment.isEmpty()) {
            tasks.add(task(ADD, DEFINE, comment));
        }
        boolean validates = !live.validated() && desired.validated();
        if (validates) {
            tasks.add(validation());
        }
        return edit(Verdict.alter(Safety.SAFE, details), validates ? additionHazards(desired) : List.of(), tasks);
    }

    private List<Task> adding(CheckConstraint check) {
        boolean later = hasRows() && check.validated();
        List<Statement> statements = new ArrayList<>();
        statements.add(locking(
                later
                        ? ddl.addNotValid(relation.directory(), relation.name(), check)
                        : ddl.add(relation.directory(), relation.name(), check)));
        statements.addAll(comment(address, Optional.empty(), check.comment()));
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(ADD, DEFINE, statements));
        if (later) {
            tasks.add(validation());
        }
        return tasks;
    }

    private Task validation() {
        Statement statement = Statement.of(ddl.validate(relation.directory(), relation.name(), address.name()));
        return task(VALIDATE, Task.Phase.VALIDATE, List.of(hasRows() ? statement.inOwnTransaction() : statement));
    }

    private List<Hazard> dropHazards() {
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Hazards.definitionLoss("the former check " + address + " goes"));
        hazards.addAll(onRows(Hazards.briefLock(relation.toString())));
        return hazards;
    }

    private List<Hazard> additionHazards(CheckConstraint check) {
        String offending = relationName() + " where not (" + context.physical(check.expression()) + ")";
        return onRows(
                Hazards.briefLock(relation.toString()),
                Hazards.mayFail("rows that do not satisfy it make it fail", Optional.of(finding(offending))));
    }
}
