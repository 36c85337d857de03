package dev.plumb.runtime.canonical;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * New tables of a proof without files: partitioned ones, wherever such a table can carry everything that its record says. A plan
 * that creates hundreds of tables is proved in a quarter of the time.
 */
final class LightTables {
    /** From here on it is worth the risk of a second, exact attempt. */
    private static final int MANY = 100;

    private final Map<Address, String> partitioning = new HashMap<>();

    LightTables(Plan plan, Schema desired) {
        Map<Address, SchemaObject> objects = ObjectKey.objects(desired);
        for (Change change : plan.changes()) {
            if (change.action() == Action.CREATE && objects.get(change.address()) instanceof Table table) {
                suffix(table).ifPresent(s -> partitioning.put(change.address(), s));
            }
        }
    }

    boolean areMany() {
        return partitioning.size() >= MANY;
    }

    /** What was reached, without what is only so because tables are light. */
    Schema exact(Schema reached) {
        return new Schema(reached.directories().stream()
                .map(d -> d.withObjects(d.objects().stream()
                        .map(o -> o instanceof Table table && partitioning.containsKey(table.address(d.path()))
                                ? table.withPartitioning(Partitioning.NONE)
                                : o)
                        .toList()))
                .toList());
    }

    /** The statement of a step, or its light twin. */
    String statement(Step step, String sql) {
        return step.addresses().stream()
                .filter(a -> a.kind() == ObjectKind.TABLE && sql.startsWith("create table "))
                .flatMap(a -> Optional.ofNullable(partitioning.get(a)).stream())
                .map(suffix -> sql + suffix)
                .findFirst()
                .orElse(sql);
    }

    private static Optional<String> suffix(Table table) {
        if (StandInTable.isOrdinary(table) || table.unlogged() || table.isPartitioned()) {
            return Optional.empty();
        }
        boolean hasKey = table.primaryKey().isPresent();
        String column = StandInTable.partitionColumn(table).orElseThrow();
        boolean uniqueInParts = table.constraints(UniqueConstraint.class)
                        .allMatch(u -> hasKey && u.columns().contains(column))
                && table.indexes().stream()
                        .allMatch(i -> !i.unique() || (hasKey && i.elements().contains(SqlNames.quote(column))));
        return uniqueInParts && table.constraints().stream().allMatch(LightTables::isCarried)
                ? Optional.of(StandInTable.partitioning(table))
                : Optional.empty();
    }

    private static boolean isCarried(Constraint constraint) {
        boolean noInherit = constraint instanceof CheckConstraint check && check.noInherit();
        boolean notValid = constraint instanceof ForeignKey key && !key.validated();
        return !noInherit && !notValid;
    }
}
