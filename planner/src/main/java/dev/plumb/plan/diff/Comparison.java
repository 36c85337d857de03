package dev.plumb.plan.diff;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declared and the live state of one thing.
 *
 * @param <T> its record
 */
public abstract class Comparison<T> {
    final Context context;
    final Address address;
    private final Optional<T> live;
    private final Optional<T> desired;

    /** At least one of the two states is present. */
    Comparison(Context context, Address address, Optional<T> live, Optional<T> desired) {
        this.context = context;
        this.address = address;
        this.live = live;
        this.desired = desired;
    }

    public Address address() {
        return address;
    }

    public boolean isLive() {
        return live.isPresent();
    }

    public boolean isDesired() {
        return desired.isPresent();
    }

    /**
     * What has to happen; absent when nothing has to.
     *
     * @param causes what is done to the things that the live state of this one depends on
     */
    public Optional<Edit> edit(Set<Cause> causes) {
        if (desired.isEmpty()) {
            return Optional.of(drop(live.orElseThrow()));
        }
        if (live.isEmpty()) {
            return Optional.of(create(desired.get()));
        }
        if (causes.isEmpty() && live.equals(desired) && isKeptAsDeclared()) {
            return Optional.empty();
        }
        return change(live.get(), desired.get(), causes);
    }

    /** Drop and create, because the spec says {@code if_exists: replace}. */
    public Edit replaceAsRequested(List<String> details) {
        return rebuild(
                live.orElseThrow(),
                desired.orElseThrow(),
                new Verdict(Action.REPLACE, Reason.REPLACE_REQUESTED, Safety.DESTRUCTIVE, details));
    }

    /** Whether all is well beside the record itself. */
    boolean isKeptAsDeclared() {
        return true;
    }

    abstract Edit create(T desired);

    abstract Edit drop(T live);

    abstract Optional<Edit> change(T live, T desired, Set<Cause> causes);

    abstract Edit rebuild(T live, T desired, Verdict verdict);

    /** The part of a change that says what and why. */
    record Verdict(Action action, Reason reason, Safety safety, List<String> details) {
        static final Verdict CREATE = new Verdict(Action.CREATE, Reason.DECLARED_NOT_PRESENT, Safety.SAFE, List.of());
        static final Verdict RECREATE = new Verdict(Action.RECREATE, Reason.DEPENDS_ON_CHANGED, Safety.SAFE, List.of());

        static Verdict drop(Safety safety) {
            return new Verdict(Action.DROP, Reason.NO_LONGER_DECLARED, safety, List.of());
        }

        static Verdict alter(Safety safety, Details details) {
            return alter(safety, details.lines());
        }

        static Verdict alter(Safety safety, List<String> details) {
            return new Verdict(Action.ALTER, Reason.DEFINITION_DIFFERS, safety, details);
        }

        static Verdict replace(Safety safety, Details details) {
            return new Verdict(Action.REPLACE, Reason.CANNOT_ALTER, safety, details.lines());
        }

        /** What has to go and come back: as itself, or, when it also differs, as something else. */
        static Verdict rebuild(Safety safety, Details details) {
            return details.isEmpty()
                    ? RECREATE
                    : new Verdict(Action.REPLACE, Reason.CANNOT_ALTER, safety, details.lines());
        }
    }

    final Change change(Verdict verdict, List<Hazard> hazards) {
        return new Change(
                address,
                verdict.action(),
                verdict.reason(),
                verdict.safety(),
                verdict.details(),
                hazards.stream().distinct().toList(),
                Optional.empty(),
                context.location(address));
    }

    final Edit edit(Verdict verdict, List<Hazard> hazards, List<Task> tasks) {
        return new Edit(change(verdict, hazards), Optional.empty(), false, tasks);
    }

    final Edit disturbing(Disturbance disturbance, Verdict verdict, List<Hazard> hazards, List<Task> tasks) {
        return new Edit(change(verdict, hazards), Optional.of(disturbance), false, tasks);
    }

    final Task task(Task.Role role, Task.Phase phase, List<Statement> statements) {
        return new Task(address, role, address, phase, statements);
    }

    /** {@code comment on …}, when there is something to say. */
    final List<Statement> comment(Address commented, Optional<String> live, Optional<String> desired) {
        return live.equals(desired)
                ? List.of()
                : List.of(Statement.of(context.ddl().objects().comment(commented, desired)));
    }

    static Safety safety(boolean destructive) {
        return destructive ? Safety.DESTRUCTIVE : Safety.SAFE;
    }
}
