package dev.plumb.plan.diff;

import dev.plumb.plan.Fill;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * One statement of a task.
 *
 * @param sql physical names, no closing semicolon
 * @param twin present for what cannot run in a transaction: a statement with the same effect that can
 * @param locks existing relations with rows whose writers or readers it holds up; where there is a twin, the twin does
 * @param about the changes that it belongs to when these are not just the task's
 * @param fill present where the statement is only a comment that stands for the filling of columns
 */
public record Statement(
        String sql,
        Optional<String> twin,
        List<Address> locks,
        Boundary boundary,
        List<Address> about,
        Optional<Fill> fill) {
    public Statement {
        locks = locks.stream().distinct().sorted().toList();
        about = List.copyOf(about);
    }

    /** Where a transaction has to end. */
    public enum Boundary {
        NONE,
        /** What follows can only see it committed. */
        AFTER,
        /** It takes long: nobody is to wait for locks taken before it, and it holds none for what follows. */
        AROUND
    }

    public static Statement of(String sql, List<Address> locks) {
        return new Statement(sql, Optional.empty(), locks, Boundary.NONE, List.of(), Optional.empty());
    }

    static Statement of(String sql) {
        return of(sql, List.of());
    }

    /** @param twinLocks what the form that runs in a transaction holds up */
    static Statement alone(String sql, String twin, List<Address> twinLocks) {
        return new Statement(sql, Optional.of(twin), twinLocks, Boundary.AROUND, List.of(), Optional.empty());
    }

    /** Plumb fills columns, in transactions of its own. */
    public static Statement filling(String comment, List<Address> about, Fill fill) {
        return new Statement(comment, Optional.empty(), List.of(), Boundary.AROUND, about, Optional.of(fill));
    }

    public Statement about(List<Address> changes) {
        return new Statement(sql, twin, locks, boundary, changes, fill);
    }

    /** Whatever becomes of what follows, this stays. */
    public Statement endingTransaction() {
        return new Statement(sql, twin, locks, Boundary.AFTER, about, fill);
    }

    Statement inOwnTransaction() {
        return new Statement(sql, twin, locks, Boundary.AROUND, about, fill);
    }

    /** The form for a group that must stay in one transaction. */
    public Statement plain() {
        return twin.map(t -> of(t, locks).about(about)).orElse(this);
    }

    public boolean isAlone() {
        return twin.isPresent() || fill.isPresent();
    }
}
