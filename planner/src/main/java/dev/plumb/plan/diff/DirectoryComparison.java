package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Safety;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A directory itself, not what is in it. */
final class DirectoryComparison extends Comparison<Directory> {
    DirectoryComparison(Context context, Address address, Optional<Directory> live, Optional<Directory> desired) {
        super(context, address, live, desired);
    }

    @Override
    Edit create(Directory desired) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(context.ddl().directories().create(desired.path())));
        statements.addAll(comment(address, Optional.empty(), desired.comment()));
        return edit(Verdict.CREATE, List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    @Override
    Edit drop(Directory live) {
        List<Statement> statements =
                List.of(Statement.of(context.ddl().objects().drop(address)));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(),
                List.of(task(DROP, CONTRACT, statements)));
    }

    @Override
    Optional<Edit> change(Directory live, Directory desired, Set<Cause> causes) {
        Details details = new Details().comment(live.comment(), desired.comment());
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    /** What is in a directory is replaced, the directory stays. */
    @Override
    Edit rebuild(Directory live, Directory desired, Verdict verdict) {
        return alter(live, desired, new Details().comment(live.comment(), desired.comment()));
    }

    private Edit alter(Directory live, Directory desired, Details details) {
        List<Statement> statements = comment(address, live.comment(), desired.comment());
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }
}
