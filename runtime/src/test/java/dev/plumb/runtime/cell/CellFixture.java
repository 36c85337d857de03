package dev.plumb.runtime.cell;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.runtime.WithLedger;
import dev.plumb.runtime.call.Backoff;
import dev.plumb.runtime.call.CallLimits;
import dev.plumb.runtime.call.FunctionCalls;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A database with the ledger, and a table whose cells are added while the test runs. */
public final class CellFixture {
    private final TestDatabase database;
    private final List<ColumnFunction> functions = new ArrayList<>();

    private CellFixture(TestDatabase database) {
        this.database = database;
    }

    public static CellFixture on(int major) throws SQLException {
        return on(WithLedger.on(major));
    }

    public static CellFixture on(TestDatabase database) throws SQLException {
        CellFixture fixture = new CellFixture(database);
        try (Connection connection = fixture.connect()) {
            LedgerSchema.upgrade(connection, Duration.ofMinutes(1));
        }
        fixture.execute(
                "insert into plumb.namespace (project, prefix, environment, schemas) values ('p', '', 'dev', '{app}')");
        fixture.execute("create schema app");
        return fixture;
    }

    public Connection connect() throws SQLException {
        return database.connect();
    }

    public void execute(String sql) throws SQLException {
        database.execute(sql);
    }

    /** The first column of each row. */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(String.valueOf(row.getString(1)));
            }
            return values;
        }
    }

    public long number(String sql) throws SQLException {
        return Long.parseLong(query(sql).get(0));
    }

    public void register(ColumnFunction function) {
        functions.add(function);
    }

    /** An expression over columns, as {@code name type}. */
    public static Cell expression(String column, String type, OnError onError, String sql, String... inputs) {
        return new Cell(column, type, new Formula.Expression(sql, inputs(inputs)), onError);
    }

    /** A call of a registered function of one text. */
    public static Cell call(String column, OnError onError, String function, String input) {
        return call(column, onError, function, "1", input);
    }

    /** The same in a version. */
    public static Cell call(String column, OnError onError, String function, String version, String input) {
        Map<String, CallDefinition.Source> arguments = Map.of("text", new CallDefinition.ColumnSource(input));
        String definition = new CallDefinition(function, version, new TreeMap<>(arguments)).json();
        return new Cell(column, "text", new Formula.Call(definition, inputs(input + " text")), onError);
    }

    private static List<Input> inputs(String... inputs) {
        return java.util.Arrays.stream(inputs)
                .map(i -> i.split(" ", 2))
                .map(i -> new Input(i[0], i[1]))
                .toList();
    }

    /** Adds the columns of the cells and what keeps them right, in one transaction. */
    public ComputedTable install(String table, List<KeyColumn> key, boolean partitioned, Cell... cells)
            throws SQLException {
        ComputedTable computed = new ComputedTable("app", table, key, partitioned, List.of(cells));
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (Cell cell : cells) {
                statement.execute("alter table " + computed.name() + " add column " + SqlNames.quote(cell.column())
                        + " " + cell.type());
            }
            for (String sql : Plumbing.install(computed)) {
                statement.execute(sql);
            }
            connection.commit();
        }
        return computed;
    }

    /** Other cells in the same columns. */
    public void redefine(ComputedTable table, Cell... cells) throws SQLException {
        for (String sql : Plumbing.replace(table, table.withCells(List.of(cells)))) {
            execute(sql);
        }
    }

    public long relation(String table) throws SQLException {
        return number("select '" + table + "'::regclass::oid::bigint");
    }

    /** The registered functions, with pauses of no length. */
    public CellFunctions functions() {
        return functions(CallLimits.none(duration -> {}), functions);
    }

    /** Those of a process that has others. */
    public CellFunctions functions(ColumnFunction... own) {
        return functions(CallLimits.none(duration -> {}), List.of(own));
    }

    public CellFunctions functions(CallLimits limits) {
        return functions(limits, functions);
    }

    private static CellFunctions functions(CallLimits limits, List<ColumnFunction> functions) {
        ClassLoader nothing = new URLClassLoader(new URL[0], null);
        FunctionCatalog catalog = FunctionCatalog.of(Path.of("nowhere"), nothing, functions);
        FunctionContext context = FunctionContext.of(Map.of());
        Backoff none = failures -> Duration.ZERO;
        return new CellFunctions(catalog, context, new FunctionCalls(context, limits, none));
    }

    public TestDatabase database() {
        return database;
    }
}
