package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Action;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValue.Generated;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Columns of tables. Altered in place, except where the values themselves come from somewhere else. */
final class ColumnComparison extends Comparison<Column> {
    private final Address table;
    private final int position;

    /** @param position among the declared columns */
    ColumnComparison(Context context, Address address, Optional<Column> live, Optional<Column> desired, int position) {
        super(context, address, live, desired);
        this.position = position;
        this.table = Address.of(
                ObjectKind.TABLE, address.directory(), address.object().orElseThrow());
    }

    @Override
    Edit create(Column desired) {
        return edit(
                Verdict.CREATE,
                additionHazards(desired),
                List.of(task(ADD, addPhase(), adding(desired)).at(position)));
    }

    @Override
    Edit drop(Column live) {
        boolean kept = context.isKept(address) && !(live.value() instanceof Generated);
        List<Hazard> hazards = new ArrayList<>();
        if (context.hasRows(table)) {
            String values = "the values of " + context.rowsInWords(table);
            hazards.add(kept ? Hazards.kept(values + " are kept aside") : Hazards.dataLoss(values + " go"));
            hazards.add(Hazards.briefLock(table.toString()));
        }
        hazards.add(Hazards.breaksClients("the column " + address));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                hazards,
                List.of(task(DROP, CONTRACT, kept ? keeping(live) : dropping())));
    }

    @Override
    Optional<Edit> change(Column live, Column desired, Set<Cause> causes) {
        Details details = details(live, desired);
        boolean caused = live.value() instanceof Generated && desired.value() instanceof Generated && !causes.isEmpty();
        if (caused || needsNewColumn(live, desired)) {
            boolean destructive = !live.value().equals(desired.value());
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(destructive), details)));
        }
        ColumnAlteration alteration = new ColumnAlteration(context, address, live, desired, causes);
        if (details.isEmpty() && alteration.isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = details.isEmpty()
                ? new Verdict(Action.ALTER, Reason.DEPENDS_ON_CHANGED, Safety.SAFE, List.of())
                : Verdict.alter(safety(alteration.isDestructive()), details);
        Edit edit = edit(verdict, alteration.hazards(), alteration.tasks());
        return Optional.of(
                alteration.isRetype()
                        ? new Edit(edit.change(), Optional.of(Disturbance.RETYPED), false, edit.tasks())
                        : edit);
    }

    @Override
    Edit rebuild(Column live, Column desired, Verdict verdict) {
        List<Hazard> hazards = new ArrayList<>();
        if (context.hasRows(table)) {
            if (desired.value() instanceof Generated) {
                hazards.add(Hazards.recompute("the column is dropped and its values are computed again"));
            }
            if (!(live.value() instanceof Generated)) {
                hazards.add(Hazards.dataLoss("the values of " + context.rowsInWords(table) + " go"));
            }
        }
        hazards.addAll(additionHazards(desired));
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                hazards,
                List.of(task(DROP, EVALUATE, dropping()), task(ADD, EVALUATE, adding(desired))));
    }

    private static Details details(Column live, Column desired) {
        return new Details()
                .compare("type", live.type(), desired.type())
                .compare("collation", live.collation(), desired.collation())
                .compare(
                        "null",
                        live.notNull() ? "not allowed" : "allowed",
                        desired.notNull() ? "not allowed" : "allowed")
                .compare("value", ValueText.of(live.value()), ValueText.of(desired.value()))
                .comment(live.comment(), desired.comment());
    }

    /** A generated column cannot be made of a plain one, nor get another expression before PostgreSQL 17. */
    private boolean needsNewColumn(Column live, Column desired) {
        ColumnValue from = live.value();
        ColumnValue to = desired.value();
        boolean fromVirtual = from instanceof Generated generated && !generated.stored();
        if (fromVirtual && !from.equals(to)) {
            return true;
        }
        if (!(to instanceof Generated after) || from.equals(to)) {
            return false;
        }
        boolean sameKind = from instanceof Generated before && before.stored() && after.stored();
        return !sameKind || !context.isAtLeast(17) || !live.type().equals(desired.type());
    }

    private List<Statement> adding(Column column) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(
                context.ddl().columns().add(table.directory(), table.name(), column), context.lockable(table)));
        statements.addAll(comment(address, Optional.empty(), column.comment()));
        return statements;
    }

    private List<Statement> dropping() {
        return List.of(Statement.of(context.ddl().objects().drop(address), context.lockable(table)));
    }

    /** Harmless from then on: nobody has to write it, and nothing writes it by itself. */
    private List<Statement> keeping(Column live) {
        String kept = PlumbingNames.removedColumn(address.name());
        List<String> statements = new ArrayList<>();
        statements.add(context.ddl().objects().rename(address, kept));
        if (live.value() instanceof ColumnValue.Default) {
            statements.add(context.ddl().columns().dropDefault(table.directory(), table.name(), kept));
        } else if (live.value() instanceof ColumnValue.Identity) {
            statements.add(context.ddl().columns().dropIdentity(table.directory(), table.name(), kept));
        }
        if (live.notNull()) {
            statements.add(context.ddl().columns().dropNotNull(table.directory(), table.name(), kept));
        }
        if (context.domain(live.type()).isPresent()) {
            // What a domain demands would be demanded of every new row, whose value is null.
            statements.add(context.ddl()
                    .columns()
                    .setType(
                            table.directory(),
                            table.name(),
                            live.withName(kept).withType(context.baseType(live.type())),
                            Optional.empty()));
        }
        return statements.stream()
                .map(s -> Statement.of(s, context.lockable(table)))
                .toList();
    }

    /** The server may call functions of users for the rows that are there. */
    private Task.Phase addPhase() {
        boolean callsFunctions = context.desiredDependencies().referencedBy(address).stream()
                .anyMatch(a -> a.kind() == ObjectKind.OTHER);
        return callsFunctions ? EVALUATE : DEFINE;
    }

    private List<Hazard> additionHazards(Column column) {
        if (!context.hasRows(table)) {
            return List.of();
        }
        List<Hazard> hazards = new ArrayList<>();
        Optional<String> rewrite = rewriteCause(column);
        hazards.add(rewrite.map(why -> Hazards.rewrite(table.toString(), context.rowsInWords(table), why))
                .orElseGet(() -> Hazards.briefLock(table.toString())));
        if (column.notNull() && column.value().equals(ColumnValue.NONE)) {
            hazards.add(Hazards.mayFail(
                    "the column is not null and has no default, so that any existing row makes it fail",
                    Optional.of("select count(*) from " + context.physicalName(table))));
        }
        return hazards;
    }

    private Optional<String> rewriteCause(Column column) {
        if (column.value() instanceof Generated generated && generated.stored()) {
            return Optional.of("the values are computed");
        }
        if (column.value() instanceof ColumnValue.Identity) {
            return Optional.of("every row gets a number of its own");
        }
        if (context.hasVolatileDefault(address)) {
            return Optional.of("the default is volatile, every row gets a value of its own");
        }
        return context.isConstrainedDomain(SqlType.element(column.type()))
                ? Optional.of("the type is a domain with constraints")
                : Optional.empty();
    }
}
