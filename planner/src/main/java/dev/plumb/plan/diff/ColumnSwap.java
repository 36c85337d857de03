package dev.plumb.plan.diff;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A column gives way to one that was filled beside it. The former one is kept, harmless: it may be null, and nothing writes it
 * any more.
 */
final class ColumnSwap {
    private final Context context;
    private final Address address;
    private final Address table;
    private final Address next;

    ColumnSwap(Context context, Address address, Address table) {
        this.context = context;
        this.address = address;
        this.table = table;
        this.next = table.child(ObjectKind.COLUMN, PlumbingNames.next(address.name()));
    }

    List<Task> tasks(Column live, Column desired) {
        List<Task> tasks = new ArrayList<>();
        if (desired.notNull()) {
            tasks.add(new Task(next, Task.Role.ADD, address, Task.Phase.VALIDATE, notNull()));
        }
        tasks.add(new Task(address, Task.Role.DROP, address, Task.Phase.VALIDATE, away(live)));
        tasks.add(new Task(address, Task.Role.ADD, address, Task.Phase.VALIDATE, inPlace(desired)));
        return tasks;
    }

    /** Proved by a check first, so that nobody waits while rows are read; repeated as a whole after an interruption. */
    private List<Statement> notNull() {
        CheckConstraint check = new CheckConstraint(
                next.name(),
                SqlNames.quote(next.name()) + " is not null",
                false,
                true,
                Optional.empty(),
                Declaration.NONE);
        Address constraint = table.child(ObjectKind.CHECK, next.name());
        return List.of(
                locking(context.ddl().constraints().dropIfExists(table.directory(), table.name(), check.name())),
                locking(context.ddl().constraints().addNotValid(table.directory(), table.name(), check)),
                Statement.of(context.ddl().constraints().validate(table.directory(), table.name(), check.name()))
                        .inOwnTransaction(),
                locking(context.ddl().columns().setNotNull(table.directory(), table.name(), next.name())),
                locking(context.ddl().objects().drop(constraint)));
    }

    private List<Statement> away(Column live) {
        String kept = PlumbingNames.kept(address.name());
        List<Statement> statements = new ArrayList<>();
        if (context.cells().hasKept(address)) {
            statements.add(locking(
                    "alter table " + context.physicalName(table) + " drop column if exists " + SqlNames.quote(kept)));
        }
        statements.add(locking(context.ddl().objects().rename(address, kept)));
        if (live.notNull()) {
            statements.add(locking(context.ddl().columns().dropNotNull(table.directory(), table.name(), kept)));
        }
        return statements;
    }

    /** The comment of the next version said how far it is. */
    private List<Statement> inPlace(Column desired) {
        return List.of(
                locking(context.ddl().objects().rename(next, address.name())),
                Statement.of(context.ddl().objects().comment(address, desired.comment())));
    }

    private Statement locking(String sql) {
        return Statement.of(sql, context.lockable(table));
    }
}
