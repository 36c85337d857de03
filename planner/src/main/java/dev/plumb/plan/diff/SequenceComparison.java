package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;
import static dev.plumb.plan.diff.Task.Role.FINISH;

import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.SequenceDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sequences. The owner is set last: its default may need the sequence first. */
final class SequenceComparison extends Comparison<Sequence> {
    private final SequenceDdl ddl;

    SequenceComparison(Context context, Address address, Optional<Sequence> live, Optional<Sequence> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().sequences();
    }

    @Override
    Edit create(Sequence desired) {
        return edit(Verdict.CREATE, List.of(), creation(desired));
    }

    @Override
    Edit drop(Sequence live) {
        List<Statement> statements =
                List.of(Statement.of(context.ddl().objects().drop(address)));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(Hazards.dataLoss("the position of the sequence is lost")),
                List.of(task(DROP, CONTRACT, statements)));
    }

    @Override
    Optional<Edit> change(Sequence live, Sequence desired, Set<Cause> causes) {
        Details details = new Details()
                .compare("type", live.dataType(), desired.dataType())
                .compare("options", SequenceText.of(live.options()), SequenceText.of(desired.options()))
                .compare(
                        "owned by",
                        live.ownedBy().map(SequenceComparison::owner),
                        desired.ownedBy().map(SequenceComparison::owner))
                .comment(live.comment(), desired.comment());
        if (details.isEmpty()) {
            return Optional.empty();
        }
        List<Task> tasks = new ArrayList<>();
        List<Statement> statements = new ArrayList<>();
        if (!live.dataType().equals(desired.dataType()) || !live.options().equals(desired.options())) {
            statements.add(Statement.of(ddl.alter(address.directory(), live, desired)));
        }
        statements.addAll(comment(address, live.comment(), desired.comment()));
        if (!statements.isEmpty()) {
            tasks.add(task(ADD, DEFINE, statements));
        }
        if (!live.ownedBy().equals(desired.ownedBy())) {
            tasks.add(task(FINISH, DEFINE, List.of(Statement.of(ddl.ownedBy(address.directory(), desired)))));
        }
        boolean narrower =
                !TypeConversion.between(live.dataType(), desired.dataType()).isLossless();
        return Optional.of(edit(Verdict.alter(safety(narrower), details), List.of(), tasks));
    }

    @Override
    Edit rebuild(Sequence live, Sequence desired, Verdict verdict) {
        List<Task> tasks = new ArrayList<>();
        tasks.add(
                task(DROP, DEFINE, List.of(Statement.of(context.ddl().objects().drop(address)))));
        tasks.addAll(creation(desired));
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                List.of(Hazards.dataLoss("the position of the sequence is lost")),
                tasks);
    }

    private List<Task> creation(Sequence desired) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.create(address.directory(), desired)));
        statements.addAll(comment(address, Optional.empty(), desired.comment()));
        List<Task> tasks = new ArrayList<>();
        tasks.add(task(ADD, DEFINE, statements));
        if (desired.ownedBy().isPresent()) {
            tasks.add(task(FINISH, DEFINE, List.of(Statement.of(ddl.ownedBy(address.directory(), desired)))));
        }
        return tasks;
    }

    private static String owner(Sequence.OwnedBy owner) {
        return owner.table() + "." + owner.column();
    }
}
