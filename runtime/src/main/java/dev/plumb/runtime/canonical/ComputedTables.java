package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Embedding;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputationVisitor;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is to keep the computed columns of a spec right, in logical names, once the server has read their expressions. */
final class ComputedTables {
    private final CanonicalSchema canonical;
    private final Map<Address, String> calls;
    private final Map<Address, Set<String>> needs = new HashMap<>();

    /**
     * @param canonical with hidden columns
     * @param calls what is kept of each call, by column
     */
    ComputedTables(CanonicalSchema canonical, Map<Address, String> calls) {
        this.canonical = canonical;
        this.calls = calls;
        for (Dependency dependency : canonical.dependencies()) {
            Address dependent = dependency.dependent();
            Address referenced = dependency.referenced();
            if (dependent.kind() == ObjectKind.COLUMN
                    && referenced.kind() == ObjectKind.COLUMN
                    && dependent.object().equals(referenced.object())
                    && dependent.directory().equals(referenced.directory())) {
                needs.computeIfAbsent(dependent, d -> new HashSet<>()).add(referenced.name());
            }
        }
    }

    /** By table; without tables of which nothing is computed. */
    Map<Address, ComputedTable> of(Spec spec) {
        Map<Address, ComputedTable> computed = new HashMap<>();
        for (Directory directory : spec.schema().directories()) {
            directory.objects(Table.class).filter(Table::isComputing).forEach(written -> {
                Address address = written.address(directory.path());
                computed.put(address, of(address, written));
            });
        }
        return computed;
    }

    private ComputedTable of(Address address, Table written) {
        Table table = table(canonical.schema(), address);
        List<Cell> cells = new ArrayList<>();
        for (ComputedColumn column : written.computedInOrder()) {
            Column lowered = table.column(column.name()).orElseThrow();
            cells.add(new Cell(
                    column.name(),
                    lowered.type(),
                    formula(address, written, table, column),
                    column.onError(),
                    written.embedding(column.name()).map(e -> new Embedding(e.metric(), e.dimensions()))));
        }
        List<KeyColumn> key = key(table);
        String schema = address.directory().schemaName();
        return key.isEmpty() && ComputedTable.needsKey(cells)
                ? ComputedTable.withRowColumn(schema, table.name(), table.isPartitioned(), ordered(cells))
                : new ComputedTable(schema, table.name(), key, table.isPartitioned(), ordered(cells));
    }

    private Formula formula(Address address, Table written, Table table, ComputedColumn column) {
        return column.computation().accept(new ComputationVisitor<>() {
            @Override
            public Formula sql(Computation.SqlExpression expression) {
                Address hidden = address.child(ObjectKind.COLUMN, HiddenColumns.name(column.name()));
                return new Formula.Expression(
                        HiddenColumns.expression(table, column.name()).orElseThrow(),
                        inputs(table, needs.getOrDefault(hidden, Set.of())));
            }

            @Override
            public Formula call(Computation.FunctionCall call) {
                return new Formula.Call(
                        Standing.of(calls, address.child(ObjectKind.COLUMN, column.name())),
                        inputs(table, call.inputs(written)));
            }
        });
    }

    /** In the table's order. */
    static List<Input> inputs(Table table, Collection<String> names) {
        return table.columns().stream()
                .filter(c -> names.contains(c.name()))
                .map(c -> new Input(c.name(), c.type(), c.collation()))
                .toList();
    }

    /** What a text names and the server found not to depend on does not count. */
    private static List<Cell> ordered(List<Cell> cells) {
        List<Cell> ordered = new ArrayList<>();
        List<Cell> waiting = new ArrayList<>(cells);
        while (!waiting.isEmpty()) {
            Set<String> open = new HashSet<>();
            waiting.forEach(c -> open.add(c.column()));
            Cell next = waiting.stream()
                    .filter(c -> c.inputs().stream().noneMatch(i -> open.contains(i.name())))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("computed from each other in a circle: " + open));
            waiting.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    /** The primary key, or else a unique one that cannot be null. */
    static List<KeyColumn> key(Table table) {
        Optional<List<String>> columns = table.primaryKey()
                .map(Constraint.PrimaryKey::columns)
                .or(() -> table.constraints(Constraint.UniqueConstraint.class)
                        .filter(u -> u.deferral() == Constraint.Deferral.NOT_DEFERRABLE)
                        .map(Constraint.UniqueConstraint::columns)
                        .filter(c -> c.stream().allMatch(n -> isNotNull(table, n)))
                        .findFirst());
        return columns.orElse(List.of()).stream()
                .map(c -> new KeyColumn(c, table.column(c).orElseThrow().type()))
                .toList();
    }

    private static boolean isNotNull(Table table, String column) {
        return table.column(column).filter(Column::notNull).isPresent();
    }

    static Table table(Schema schema, Address address) {
        return schema.directory(address.directory())
                .flatMap(d -> d.table(address.name()))
                .orElseThrow();
    }
}
