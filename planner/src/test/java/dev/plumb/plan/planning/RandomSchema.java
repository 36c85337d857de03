package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.check;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.enumAt;
import static dev.plumb.plan.fixture.Model.enumType;
import static dev.plumb.plan.fixture.Model.foreignKey;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.materializedView;
import static dev.plumb.plan.fixture.Model.materializedViewAt;
import static dev.plumb.plan.fixture.Model.partAt;
import static dev.plumb.plan.fixture.Model.primaryKey;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.unique;
import static dev.plumb.plan.fixture.Model.view;
import static dev.plumb.plan.fixture.Model.viewAt;

import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.fixture.Model;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schema drawn from a small world, so that two draws share names and differ in everything else. With the dependencies that
 * a catalog would have on record. The same seed gives the same schema.
 */
final class RandomSchema {
    private static final List<String> TYPES =
            List.of("integer", "bigint", "text", "character varying(10)", "library.e0", "library.e1", "library.e0[]");
    private static final List<String> VALUES = List.of("a", "b", "c", "d");

    private final Random random;
    private final List<SchemaObject> objects = new ArrayList<>();
    private final Set<Dependency> dependencies = new HashSet<>();
    private final Map<Address, List<OutputColumn>> output = new HashMap<>();

    RandomSchema(long seed) {
        this.random = new Random(seed);
        List<String> enums = List.of("e0", "e1");
        enums.forEach(e -> objects.add(enumType(e, values())));
        List<Table> tables = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            if (chance(80)) {
                tables.add(columns("t" + i));
            }
        }
        List<Table> complete = tables.stream().map(t -> withParts(t, tables)).toList();
        objects.addAll(complete);
        complete.forEach(this::views);
    }

    Schema schema() {
        return library(objects.toArray(new SchemaObject[0]));
    }

    Set<Dependency> dependencies() {
        return dependencies;
    }

    Map<Address, List<OutputColumn>> output() {
        return output;
    }

    private String[] values() {
        List<String> values =
                VALUES.stream().filter(v -> v.equals("a") || chance(70)).collect(Collectors.toList());
        if (chance(20)) {
            Collections.reverse(values);
        }
        return values.toArray(new String[0]);
    }

    private Table columns(String name) {
        List<Column> columns = new ArrayList<>();
        columns.add(Model.column("id", "bigint", true, ColumnValue.NONE));
        columns.add(Model.column("ref", "bigint", false, ColumnValue.NONE));
        for (int i = 0; i < 5; i++) {
            if (chance(75)) {
                columns.add(someColumn(name, "c" + i));
            }
        }
        return table(name, columns.toArray(new Column[0]));
    }

    private Column someColumn(String table, String name) {
        Address address = columnAt(table, name);
        if (chance(10)) {
            dependencies.add(new Dependency(address, columnAt(table, "id")));
            return Model.column(
                    name, "bigint", false, new ColumnValue.Generated(chance(50) ? "(id * 2)" : "(id + 1)", true));
        }
        String type = TYPES.get(random.nextInt(TYPES.size()));
        ColumnValue value = ColumnValue.NONE;
        if (type.contains("library.")) {
            dependencies.add(new Dependency(address, enumAt(type.substring(8, 10))));
            if (!type.endsWith("[]") && chance(50)) {
                value = new ColumnValue.Default("'a'::" + type);
            }
        } else if (type.equals("integer") && chance(30)) {
            value = new ColumnValue.Default(chance(50) ? "1" : "2");
        } else if (type.equals("bigint") && chance(20)) {
            value = new ColumnValue.Identity(chance(50), SequenceOptions.DEFAULT);
        }
        return Model.column(name, type, value instanceof ColumnValue.Identity || chance(30), value);
    }

    private Table withParts(Table table, List<Table> tables) {
        List<Constraint> constraints = new ArrayList<>();
        constraints.add(primaryKey(table.name() + (chance(80) ? "_pkey" : "_key"), "id"));
        dependencies.add(new Dependency(
                partAt(ObjectKind.PRIMARY_KEY, table.name(), constraints.get(0).name()), columnAt(table.name(), "id")));
        if (chance(50)) {
            Table target = tables.get(random.nextInt(tables.size()));
            constraints.add(foreignKey(table.name() + "_ref_fkey", "ref", target.name(), "id"));
        }
        List<Index> indexes = new ArrayList<>();
        for (Column column : table.columns().subList(2, table.columns().size())) {
            Address address = columnAt(table.name(), column.name());
            if (chance(25)) {
                String name = table.name() + "_" + column.name();
                constraints.add(unique(name + "_unique", column.name()));
                dependencies.add(new Dependency(partAt(ObjectKind.UNIQUE, table.name(), name + "_unique"), address));
            }
            if (chance(30)) {
                addCheck(table, column, constraints);
            }
            if (chance(30)) {
                addIndex(table, column, indexes);
            }
        }
        return table.withConstraints(constraints).withIndexes(indexes);
    }

    private void addCheck(Table table, Column column, List<Constraint> constraints) {
        String name = table.name() + "_" + column.name() + "_check";
        Address address = partAt(ObjectKind.CHECK, table.name(), name);
        dependencies.add(new Dependency(address, columnAt(table.name(), column.name())));
        if (column.type().equals("library.e0")) {
            dependencies.add(new Dependency(address, enumAt("e0")));
            constraints.add(check(name, "(" + column.name() + " <> 'a'::library.e0)"));
        } else {
            constraints.add(check(name, "(" + column.name() + " IS NOT NULL)"));
        }
    }

    private void addIndex(Table table, Column column, List<Index> indexes) {
        String name = table.name() + "_" + column.name() + "_idx";
        Address address = partAt(ObjectKind.INDEX, table.name(), name);
        dependencies.add(new Dependency(address, columnAt(table.name(), column.name())));
        indexes.add(index(name, column.name() + (chance(30) ? " DESC" : "")).withUnique(chance(30)));
    }

    private void views(Table table) {
        if (!chance(60)) {
            return;
        }
        List<Column> chosen = table.columns().stream()
                .filter(c -> c.name().equals("id") || chance(60))
                .toList();
        List<OutputColumn> columns =
                chosen.stream().map(c -> new OutputColumn(c.name(), c.type())).toList();
        String view = "v_" + table.name();
        Address address = viewAt(view);
        objects.add(view(view, select(columns, table.name())));
        output.put(address, columns);
        chosen.forEach(c -> dependencies.add(new Dependency(address, columnAt(table.name(), c.name()))));
        String above = "w_" + table.name();
        if (chance(50)) {
            boolean materialized = chance(50);
            Address aboveAddress = materialized ? materializedViewAt(above) : viewAt(above);
            objects.add(
                    materialized
                            ? materializedView(above, select(columns, view), index(above + "_idx", "id"))
                            : view(above, select(columns, view)));
            output.put(aboveAddress, columns);
            columns.forEach(
                    c -> dependencies.add(new Dependency(aboveAddress, address.child(ObjectKind.COLUMN, c.name()))));
        }
    }

    private static String select(List<OutputColumn> columns, String from) {
        return columns.stream()
                .map(OutputColumn::name)
                .collect(Collectors.joining(",\n    ", " SELECT ", "\n   FROM library." + from));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
