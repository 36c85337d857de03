package dev.plumb.runtime.computed;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.runtime.computed.TestCell.Kind;
import dev.plumb.runtime.computed.TestCell.Outcome;
import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** A table with cells over two columns of integers, in a database with a ledger. */
record TestTable(TestDatabase database, ComputedTable table, List<TestCell> cells) {
    static final List<String> BASE = List.of("select", "Q \"x\\ $1 ?");

    /** How rows are told apart, and where they live. */
    enum Shape {
        PLAIN(""),
        COMPOSITE(""),
        PARTITIONED(" partition by hash (id)"),
        KEYLESS("");

        private final String tail;

        Shape(String tail) {
            this.tail = tail;
        }

        List<KeyColumn> key() {
            if (this == KEYLESS) {
                return List.of(new KeyColumn(RowColumn.NAME, "uuid"));
            }
            KeyColumn id = new KeyColumn("id", "bigint");
            return this == COMPOSITE ? List.of(id, new KeyColumn("Two 'é", "text")) : List.of(id);
        }
    }

    static TestTable create(TestDatabase database, Shape shape, List<TestCell> cells) throws SQLException {
        try (Connection connection = database.connect()) {
            LedgerSchema.upgrade(connection, Duration.ofMinutes(1));
        }
        ComputedTable table = new ComputedTable(
                "Own \"s",
                "The.table",
                shape.key(),
                shape == Shape.PARTITIONED,
                cells.stream().map(TestCell::cell).toList());
        TestTable made = new TestTable(database, table, cells);
        List<String> columns = new ArrayList<>(List.of("id bigint"));
        shape.key().stream()
                .skip(1)
                .forEach(k -> columns.add(SqlNames.quote(k.name()) + " " + k.type() + " default 'd'"));
        BASE.forEach(b -> columns.add(SqlNames.quote(b) + " integer"));
        cells.forEach(c -> columns.add(SqlNames.quote(c.cell().column()) + " integer"));
        if (shape != Shape.KEYLESS) {
            columns.add("primary key ("
                    + SqlNames.list(shape.key().stream().map(KeyColumn::name).toList()) + ")");
        }
        database.execute("create schema " + SqlNames.quote(table.schema()) + "; create table " + table.name() + " ("
                + String.join(", ", columns) + ")" + shape.tail);
        for (int i = 0; shape == Shape.PARTITIONED && i < 3; i++) {
            database.execute("create table " + made.partition(i) + " partition of " + table.name()
                    + " for values with (modulus 3, remainder " + i + ")");
        }
        Plumbing.install(table).forEach(database::execute);
        return made;
    }

    /** Cells of all kinds over the columns and over each other. */
    static List<TestCell> random(Random random) {
        List<String> inputs = new ArrayList<>(BASE);
        List<TestCell> cells = new ArrayList<>();
        int count = 4 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            List<String> own = new ArrayList<>();
            own.add(inputs.get(random.nextInt(inputs.size())));
            String other = inputs.get(inputs.size() - 1);
            if (random.nextBoolean() && !own.contains(other)) {
                own.add(other);
            }
            Kind kind = List.of(Kind.SAFE, Kind.DIVIDE, Kind.FUNCTION).get(random.nextInt(3));
            TestCell cell = TestCell.of(kind, "c " + i, own, random.nextInt(4) == 0 ? OnError.ABORT : OnError.IGNORE);
            cells.add(cell);
            inputs.add(cell.cell().column());
        }
        return cells;
    }

    String partition(int number) {
        return SqlNames.qualified(table.schema(), "part " + number);
    }

    /** Every row's cells as they must be and as they are; errors by their row in the ledger. Both the same when all is right. */
    void check(SortedSet<String> expected, SortedSet<String> actual) throws SQLException {
        Map<String, List<String>> errors = errors();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select jsonb_build_array("
                        + SqlNames.list(
                                table.key().stream().map(KeyColumn::name).toList())
                        + ")::text as \"the key\", t.* from " + table.name() + " t")) {
            while (row.next()) {
                String key = row.getString("the key");
                Map<String, Outcome> outcomes = new LinkedHashMap<>();
                for (String base : BASE) {
                    outcomes.put(base, value(row, base));
                }
                List<String> failed = Optional.ofNullable(errors.remove(key)).orElse(List.of());
                for (TestCell cell : cells) {
                    String column = cell.cell().column();
                    Outcome outcome = cell.compute(cell.cell().inputs().stream()
                            .map(i -> outcomes.getOrDefault(i.name(), Outcome.FAILED))
                            .toList());
                    outcomes.put(column, outcome);
                    expected.add(key + " " + column + " " + outcome);
                    actual.add(key + " " + column + " "
                            + new Outcome(value(row, column).value(), failed.contains(column)));
                }
            }
        }
        errors.forEach((key, columns) -> actual.add(key + " is gone and has errors: " + columns));
    }

    SortedSet<String> expected() throws SQLException {
        SortedSet<String> expected = new TreeSet<>();
        check(expected, new TreeSet<>());
        return expected;
    }

    SortedSet<String> actual() throws SQLException {
        SortedSet<String> actual = new TreeSet<>();
        check(new TreeSet<>(), actual);
        return actual;
    }

    private static Outcome value(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return new Outcome(row.wasNull() ? Optional.empty() : Optional.of(value), false);
    }

    private Map<String, List<String>> errors() throws SQLException {
        Map<String, List<String>> errors = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select key::text, column_name from plumb.cell_error")) {
            while (row.next()) {
                errors.computeIfAbsent(row.getString(1), k -> new ArrayList<>()).add(row.getString(2));
            }
        }
        return errors;
    }
}
