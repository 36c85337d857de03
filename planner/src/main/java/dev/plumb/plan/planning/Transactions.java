package dev.plumb.plan.planning;

import dev.plumb.plan.Step;
import dev.plumb.plan.diff.Statement;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Divides statements into transactions: as few as possible, but none that holds up the users of two relations, none that holds
 * up anybody while it reads rows for long, and none around what cannot run in one.
 */
final class Transactions {
    private final List<Step> steps = new ArrayList<>();
    private final Set<Address> locked = new TreeSet<>();
    private int transaction;
    private boolean open;

    List<Step> steps() {
        return steps;
    }

    void add(Statement statement, Address change) {
        if (statement.isAlone()
                || statement.boundary() == Statement.Boundary.AROUND
                || locksAnother(statement.locks())) {
            close();
        }
        append(statement, change);
        if (statement.isAlone() || statement.boundary() != Statement.Boundary.NONE) {
            close();
        }
    }

    /** Statements that must not be torn apart; they may need more locks than one transaction should have. */
    void addTogether(List<Statement> statements, List<Address> changes) {
        Set<Address> locks = new TreeSet<>();
        statements.forEach(s -> locks.addAll(s.plain().locks()));
        if (locksAnother(locks)) {
            close();
        }
        for (int i = 0; i < statements.size(); i++) {
            append(statements.get(i).plain(), changes.get(i));
        }
        if (statements.stream().anyMatch(s -> s.boundary() == Statement.Boundary.AFTER)) {
            close();
        }
    }

    private boolean locksAnother(Iterable<Address> locks) {
        if (locked.isEmpty()) {
            return false;
        }
        for (Address lock : locks) {
            if (!locked.contains(lock)) {
                return true;
            }
        }
        return false;
    }

    private void append(Statement statement, Address change) {
        if (!open) {
            transaction++;
            open = true;
        }
        List<Address> locks = statement.isAlone() ? List.of() : statement.locks();
        locked.addAll(locks);
        steps.add(new Step(
                steps.size() + 1,
                statement.about().isEmpty() ? List.of(change) : statement.about(),
                statement.sql(),
                transaction,
                mode(statement),
                statement.isAlone() ? statement.twin() : Optional.empty(),
                locks,
                statement.fill()));
    }

    private static Step.Mode mode(Statement statement) {
        if (statement.fill().isPresent()) {
            return Step.Mode.BACKFILL;
        }
        return statement.isAlone() ? Step.Mode.ALONE : Step.Mode.TRANSACTIONAL;
    }

    /** What comes next is in another transaction. */
    void close() {
        open = false;
        locked.clear();
    }
}
