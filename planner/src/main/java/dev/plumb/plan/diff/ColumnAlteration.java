package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.FINISH;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.ddl.ColumnDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue.Default;
import dev.plumb.schema.ColumnValue.Generated;
import dev.plumb.schema.ColumnValue.Identity;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements that alter a column in place, in the only order that PostgreSQL takes: what the old definition forbids goes
 * first, the type changes while there is no default to convert, an identity comes when nulls are gone.
 */
final class ColumnAlteration {
    private final Context context;
    private final Address address;
    private final Address table;
    private final DirectoryPath directory;
    private final Column live;
    private final Column desired;
    private final ColumnDdl ddl;
    private final boolean recast;
    private final boolean resetDefault;

    ColumnAlteration(Context context, Address address, Column live, Column desired, Set<Cause> causes) {
        this.context = context;
        this.address = address;
        this.directory = address.directory();
        this.table = Address.of(ObjectKind.TABLE, directory, address.object().orElseThrow());
        this.live = live;
        this.desired = desired;
        this.ddl = context.ddl().columns();
        this.recast = causes.stream().filter(Cause::isReplacedType).anyMatch(c -> isOfType(live, c.referenced()));
        this.resetDefault = causes.stream().anyMatch(Cause::isReplacedType);
    }

    private static boolean isOfType(Column column, Address type) {
        return SqlType.element(column.type()).equals(Context.logicalName(type));
    }

    boolean isRetype() {
        return recast
                || !live.type().equals(desired.type())
                || !live.collation().equals(desired.collation());
    }

    boolean isEmpty() {
        return tasks().isEmpty();
    }

    boolean isDestructive() {
        boolean otherExpression = live.value() instanceof Generated
                && desired.value() instanceof Generated
                && !live.value().equals(desired.value());
        return otherExpression
                || (!live.type().equals(desired.type()) && !conversion().isLossless());
    }

    List<Task> tasks() {
        boolean tightens = !live.notNull() && desired.notNull();
        boolean online = tightens && context.hasRows(table);
        List<Statement> first = new ArrayList<>();
        first.addAll(takeAway());
        first.addAll(retype());
        first.addAll(newValue());
        List<Statement> last = new ArrayList<>(identity());
        List<Task> tasks = new ArrayList<>();
        if (online) {
            NotNull notNull = new NotNull(context, address, table);
            first.addAll(notNull.prepare());
            last.addAll(0, notNull.finish());
            tasks.add(new Task(address, FINISH, address, Task.Phase.VALIDATE, last));
            notNull.validate().ifPresent(tasks::add);
        } else {
            if (tightens) {
                first.add(locking(ddl.setNotNull(directory, table.name(), address.name())));
            }
            first.addAll(last);
        }
        if (!live.comment().equals(desired.comment())) {
            first.add(Statement.of(context.ddl().objects().comment(address, desired.comment())));
        }
        if (!first.isEmpty()) {
            tasks.add(0, new Task(address, ADD, address, isRetype() ? EVALUATE : DEFINE, first));
        }
        return tasks;
    }

    private List<Statement> takeAway() {
        List<Statement> statements = new ArrayList<>();
        boolean sameKind = live.value().getClass().equals(desired.value().getClass());
        if (live.value() instanceof Default && (!sameKind || isRetype())) {
            statements.add(locking(ddl.dropDefault(directory, table.name(), address.name())));
        }
        if (live.value() instanceof Identity && !sameKind) {
            statements.add(locking(ddl.dropIdentity(directory, table.name(), address.name())));
        }
        if (live.value() instanceof Generated && !sameKind) {
            statements.add(locking(ddl.dropExpression(directory, table.name(), address.name())));
        }
        if (live.notNull() && !desired.notNull()) {
            statements.add(locking(ddl.dropNotNull(directory, table.name(), address.name())));
        }
        return statements;
    }

    private List<Statement> retype() {
        if (!isRetype()) {
            return List.of();
        }
        String column = SqlNames.quote(address.name());
        // The old type is known under another name by now, so only the text form leads to the new one.
        Optional<String> using = recast
                ? Optional.of(column + "::text::" + desired.type())
                : live.type().equals(desired.type())
                                || (live.value() instanceof Generated && desired.value() instanceof Generated)
                        ? Optional.empty()
                        : conversion().using(column, desired.type());
        return List.of(locking(ddl.setType(directory, table.name(), desired, using)));
    }

    private List<Statement> newValue() {
        List<Statement> statements = new ArrayList<>();
        boolean differs = !live.value().equals(desired.value());
        if (desired.value() instanceof Default value && (differs || isRetype() || resetDefault)) {
            statements.add(locking(ddl.setDefault(directory, table.name(), address.name(), value.expression())));
        }
        if (differs && desired.value() instanceof Generated to && live.value() instanceof Generated) {
            statements.add(locking(ddl.setExpression(directory, table.name(), address.name(), to.expression())));
        }
        if (differs && desired.value() instanceof Identity to && live.value() instanceof Identity from) {
            statements.add(locking(ddl.alterIdentity(directory, table.name(), address.name(), from, to)));
        }
        return statements;
    }

    /** A new identity goes on where the existing values end. */
    private List<Statement> identity() {
        if (!(desired.value() instanceof Identity to) || live.value() instanceof Identity) {
            return List.of();
        }
        List<Statement> statements = new ArrayList<>();
        statements.add(locking(ddl.addIdentity(directory, table.name(), address.name(), to)));
        if (context.hasRows(table)) {
            boolean ascending = to.options().increment().orElse(1L) > 0;
            String last = (ascending ? "max(" : "min(") + SqlNames.quote(address.name()) + ")";
            String name = context.physicalName(table);
            statements.add(Statement.of("select pg_catalog.setval(pg_catalog.pg_get_serial_sequence("
                    + SqlNames.literal(name).strip()
                    + ", "
                    + SqlNames.literal(address.name()).strip()
                    + "), " + last + ") from " + name + " having " + last + (ascending ? " >= " : " <= ")
                    + to.options().start().orElse(ascending ? 1L : -1L)));
        }
        return statements;
    }

    List<Hazard> hazards() {
        if (!context.hasRows(table)) {
            return isRetype() && !recast && isDestructive()
                    ? List.of(Hazards.breaksClients("the former type of " + address))
                    : List.of();
        }
        List<Hazard> hazards = new ArrayList<>();
        String rows = context.rowsInWords(table);
        boolean otherExpression = isDestructive() && !isRetype();
        boolean typeDiffers = !live.type().equals(desired.type());
        if (recast || (typeDiffers && isRewrite()) || otherExpression) {
            hazards.add(Hazards.rewrite(
                    table.toString(), rows, otherExpression ? "the values are computed" : "the type changes"));
        } else if (hasStrongLock()) {
            hazards.add(Hazards.briefLock(table.toString()));
        }
        if (otherExpression) {
            hazards.add(Hazards.recompute("the values are computed again by another expression"));
        }
        if (typeDiffers && !conversion().isLossless()) {
            hazards.addAll(lossyHazards());
        }
        if (!typeDiffers && !live.collation().equals(desired.collation())) {
            hazards.add(Hazards.scan(table.toString(), rows, "indexes on the column are built again"));
        }
        if (!live.notNull() && desired.notNull()) {
            hazards.add(Hazards.mayFail(
                    "rows with a null in " + address.name() + " make it fail",
                    Optional.of(finding(SqlNames.quote(address.name()) + " is null"))));
        }
        return hazards;
    }

    private List<Hazard> lossyHazards() {
        Optional<String> finding =
                conversion().misfit(SqlNames.quote(address.name())).map(this::finding);
        return List.of(
                Hazards.dataLoss("values of " + live.type() + " may not survive as " + desired.type()),
                Hazards.mayFail("values that cannot be converted make it fail", finding),
                Hazards.breaksClients("the former type of " + address));
    }

    private boolean isRewrite() {
        return conversion().isRewrite() || context.isConstrainedDomain(SqlType.element(desired.type()));
    }

    private boolean hasStrongLock() {
        return tasks().stream().flatMap(t -> t.statements().stream()).anyMatch(s -> !s.locks()
                .isEmpty());
    }

    private TypeConversion conversion() {
        String from = live.type();
        String to = desired.type();
        return context.isEnum(from)
                ? TypeConversion.ofEnum(to)
                : TypeConversion.between(context.baseType(from), context.baseType(to));
    }

    private String finding(String condition) {
        return "select count(*) from " + context.physicalName(table) + " where " + condition;
    }

    private Statement locking(String sql) {
        return Statement.of(sql, context.lockable(table));
    }
}
