package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Role.VALIDATE;

import dev.plumb.plan.ddl.ConstraintDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code set not null} without reading the rows under a lock that stops readers: a check that is not valid yet, its validation
 * in another transaction, and then the real thing, which PostgreSQL takes the check as proof for.
 */
final class NotNull {
    private final Context context;
    private final Address column;
    private final Address table;
    private final CheckConstraint check;
    private final Optional<CheckConstraint> leftOver;

    NotNull(Context context, Address column, Address table) {
        this.context = context;
        this.column = column;
        this.table = table;
        this.check = new CheckConstraint(
                TemporaryNames.notNullCheck(column.name()),
                SqlNames.quote(column.name()) + " is not null",
                false,
                true,
                Optional.empty(),
                Declaration.NONE);
        this.leftOver = context.liveCheck(table, check.name());
    }

    /** Nothing when an interrupted run left the check behind. */
    List<Statement> prepare() {
        return leftOver.isPresent()
                ? List.of()
                : List.of(locking(ddl().addNotValid(table.directory(), table.name(), check)));
    }

    /** Nothing when an interrupted run got as far as this. */
    Optional<Task> validate() {
        if (leftOver.map(CheckConstraint::validated).orElse(false)) {
            return Optional.empty();
        }
        Statement statement = Statement.of(ddl().validate(table.directory(), table.name(), check.name()))
                .inOwnTransaction();
        return Optional.of(new Task(column, VALIDATE, column, Task.Phase.VALIDATE, List.of(statement)));
    }

    List<Statement> finish() {
        List<Statement> statements = new ArrayList<>();
        statements.add(locking(context.ddl().columns().setNotNull(table.directory(), table.name(), column.name())));
        statements.add(locking(context.ddl().objects().drop(table.child(ObjectKind.CHECK, check.name()))));
        return statements;
    }

    private ConstraintDdl ddl() {
        return context.ddl().constraints();
    }

    private Statement locking(String sql) {
        return Statement.of(sql, context.lockable(table));
    }
}
