package dev.plumb.runtime.apply;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans as short as a test needs them, on the directory {@code app}, schema {@code dev_app}. */
final class HandMadePlan {
    static final DirectoryPath APP = DirectoryPath.of("app");
    static final Address DIRECTORY = Address.of(APP);

    private final List<Change> changes = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int transaction = 1;

    static Address table(String name) {
        return Address.of(ObjectKind.TABLE, APP, name);
    }

    static Address column(String table, String name) {
        return table(table).child(ObjectKind.COLUMN, name);
    }

    static Address index(String table, String name) {
        return table(table).child(ObjectKind.INDEX, name);
    }

    HandMadePlan change(Action action, Address address) {
        changes.add(change(action, address, Optional.empty()));
        return this;
    }

    HandMadePlan rename(Address from, Address to) {
        changes.add(change(Action.RENAME, to, Optional.of(from)));
        return this;
    }

    private static Change change(Action action, Address address, Optional<Address> former) {
        return new Change(
                address,
                action,
                Reason.DECLARED_NOT_PRESENT,
                Safety.SAFE,
                List.of(),
                List.of(),
                former,
                Optional.empty());
    }

    HandMadePlan step(Address address, String sql, Address... locks) {
        add(address, sql, Step.Mode.TRANSACTIONAL, locks);
        return this;
    }

    HandMadePlan alone(Address address, String sql) {
        transaction++;
        add(address, sql, Step.Mode.ALONE);
        transaction++;
        return this;
    }

    HandMadePlan nextTransaction() {
        transaction++;
        return this;
    }

    private void add(Address address, String sql, Step.Mode mode, Address... locks) {
        steps.add(
                new Step(steps.size() + 1, List.of(address), sql, transaction, mode, Optional.empty(), List.of(locks)));
    }

    Plan build() {
        return new Plan("dev", changes, steps, List.of(), List.of(), List.of(), List.of());
    }
}
