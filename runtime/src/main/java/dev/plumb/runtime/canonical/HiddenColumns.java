package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.FormulaVisitor;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputationVisitor;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Spec;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The expressions of computed columns as the server sees them on stand-ins: each is the expression of one more column, which is
 * generated always. So the server checks the expression as it checks its own, spells it, and says what it depends on.
 */
final class HiddenColumns {
    /** Of names that no live table has: what Plumb itself adds there begins in another way. */
    private static final String PREFIX = "plumb=";

    private HiddenColumns() {}

    static String name(String column) {
        return PlumbingNames.cut(PREFIX + column);
    }

    static boolean isHidden(String column) {
        return column.startsWith(PREFIX);
    }

    /** The column whose expression a hidden one holds; any other column is its own. */
    static String owner(Table table, String column) {
        return !isHidden(column)
                ? column
                : table.columns().stream()
                        .map(Column::name)
                        .filter(c -> !isHidden(c) && name(c).equals(column))
                        .findFirst()
                        .orElse(column);
    }

    /** The spec as PostgreSQL could know it. */
    static Spec lowered(Spec spec) {
        Spec lowered = spec.lowered();
        return new Spec(
                tables(spec.schema(), (address, table) -> lowered(table)), lowered.locations(), spec.arguments());
    }

    private static Table lowered(Table table) {
        if (!table.isComputing()) {
            return table;
        }
        Table lowered = table.lowered();
        List<Column> columns = new ArrayList<>();
        for (Column column : lowered.columns()) {
            boolean nullable =
                    table.computed(column.name()).map(ComputedColumn::nullable).orElse(!column.notNull());
            columns.add(column.withNotNull(!nullable));
        }
        for (ComputedColumn computed : table.computed()) {
            expression(computed.computation())
                    .ifPresent(sql -> columns.add(hidden(computed.name(), computed.type(), sql)));
        }
        return lowered.withColumns(columns);
    }

    private static Optional<String> expression(Computation computation) {
        return computation.accept(new ComputationVisitor<>() {
            @Override
            public Optional<String> sql(Computation.SqlExpression expression) {
                return Optional.of(expression.sql());
            }

            @Override
            public Optional<String> call(Computation.FunctionCall call) {
                return Optional.empty();
            }
        });
    }

    private static Column hidden(String column, String type, String sql) {
        return new Column(
                name(column),
                type,
                false,
                Optional.empty(),
                new ColumnValue.Generated(sql, true),
                Optional.empty(),
                Declaration.NONE);
    }

    /** A live schema with hidden columns for what is installed, where the table holds all that they need. */
    static Schema with(Schema live, Map<Address, InstalledCells> computed) {
        return tables(live, (address, table) -> Optional.ofNullable(computed.get(address))
                .map(c -> with(table, c.current()))
                .orElse(table));
    }

    static CatalogState stripped(CatalogState state) {
        return withSchema(state, without(state.schema()));
    }

    static CatalogState with(CatalogState live) {
        return withSchema(live, with(live.schema(), live.computed()));
    }

    private static CatalogState withSchema(CatalogState live, Schema schema) {
        return new CatalogState(
                schema,
                live.dependencies(),
                live.tables(),
                live.outputColumns(),
                live.attachments(),
                live.computed(),
                live.uncovered(),
                live.knownNames(),
                live.serverVersion(),
                live.fingerprint());
    }

    private static Table with(Table table, ComputedTable computed) {
        List<Column> columns = new ArrayList<>(table.columns());
        for (Cell cell : computed.cells()) {
            boolean complete = Stream.concat(
                            Stream.of(cell.column()), cell.inputs().stream().map(i -> i.name()))
                    .allMatch(c -> table.column(c).isPresent());
            if (complete) {
                expression(cell.formula()).ifPresent(sql -> columns.add(hidden(cell.column(), cell.type(), sql)));
            }
        }
        return table.withColumns(columns);
    }

    private static Optional<String> expression(Formula formula) {
        return formula.accept(new FormulaVisitor<>() {
            @Override
            public Optional<String> expression(Formula.Expression expression) {
                return Optional.of(expression.sql());
            }

            @Override
            public Optional<String> call(Formula.Call call) {
                return Optional.empty();
            }
        });
    }

    /** The expression of a computed column in a table with hidden columns. */
    static Optional<String> expression(Table table, String column) {
        return table.column(name(column))
                .map(Column::value)
                .filter(ColumnValue.Generated.class::isInstance)
                .map(v -> ((ColumnValue.Generated) v).expression());
    }

    static Schema without(Schema schema) {
        return tables(schema, (address, table) -> without(table));
    }

    static Table without(Table table) {
        return table.withColumns(
                table.columns().stream().filter(c -> !isHidden(c.name())).toList());
    }

    /** What hidden columns depend on, the functions and triggers of the table do. */
    static Set<Dependency> without(Set<Dependency> dependencies) {
        Set<Dependency> without = new HashSet<>();
        dependencies.forEach(d -> without.add(new Dependency(plumbing(d.dependent()), d.referenced())));
        return without;
    }

    private static Address plumbing(Address address) {
        boolean hidden = address.kind() == ObjectKind.COLUMN && isHidden(address.name());
        return hidden
                ? PlumbingNames.address(Address.of(
                        ObjectKind.TABLE, address.directory(), address.object().orElseThrow()))
                : address;
    }

    private static Schema tables(Schema schema, BiFunction<Address, Table, Table> change) {
        return new Schema(
                schema.directories().stream().map(d -> directory(d, change)).toList());
    }

    private static Directory directory(Directory directory, BiFunction<Address, Table, Table> change) {
        return directory.withObjects(directory.objects().stream()
                .map(o -> o instanceof Table table
                        ? (SchemaObject) change.apply(table.address(directory.path()), table)
                        : o)
                .toList());
    }
}
