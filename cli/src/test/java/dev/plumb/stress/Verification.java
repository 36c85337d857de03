package dev.plumb.stress;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares every cell with what its row says, and every recorded error with a cell. */
final class Verification {
    private final StressOptions options;
    private final Shape shape;
    private final Definition definition;
    private final List<String> differences = new ArrayList<>();
    private long rows;
    private long cells;
    private long errors;

    Verification(StressOptions options, Shape shape, Definition definition) {
        this.options = options;
        this.shape = shape;
        this.definition = definition;
    }

    /** What is not as it has to be; empty when all is well. */
    List<String> differences() throws SQLException {
        try (Connection connection = DriverManager.getConnection(options.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            none(statement, "a note is left: ", "select key::text || ' ' || cells::text from plumb.note");
            none(
                    statement,
                    "a backfill is not done: ",
                    "select id || ' ' || state from plumb.backfill where state not in ('done', 'cancelled')");
            Map<String, Map<String, String>> recorded = errors(statement);
            compare(statement, recorded);
            recorded.forEach(
                    (key, columns) -> differences.add("errors of a row that does not exist: " + key + " " + columns));
            return List.copyOf(differences);
        }
    }

    private void none(Statement statement, String what, String query) throws SQLException {
        try (ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                differences.add(what + found.getString(1));
            }
        }
    }

    private Map<String, Map<String, String>> errors(Statement statement) throws SQLException {
        Map<String, Map<String, String>> errors = new HashMap<>();
        try (ResultSet found = statement.executeQuery("select key, column_name, error_type from plumb.cell_error"
                + " where relation = '" + StressProject.TABLE + "'::regclass")) {
            while (found.next()) {
                errors.computeIfAbsent(found.getString(1), key -> new HashMap<>())
                        .put(found.getString(2), found.getString(3));
                this.errors++;
            }
        }
        return errors;
    }

    private void compare(Statement statement, Map<String, Map<String, String>> recorded) throws SQLException {
        statement.setFetchSize(5000);
        try (ResultSet found = statement.executeQuery(
                "select jsonb_build_array(" + shape.key() + ") as \"the key\", * from " + StressProject.TABLE)) {
            while (found.next()) {
                String key = found.getString(1);
                Map<String, String> failed =
                        Optional.ofNullable(recorded.remove(key)).orElse(Map.of());
                compare(found, key, new HashMap<>(failed));
                rows++;
            }
        }
    }

    private void compare(ResultSet found, String key, Map<String, String> failed) throws SQLException {
        Inputs row = new Inputs(
                found.getString("title"),
                found.getString("url"),
                integer(found, "amount"),
                integer(found, "divisor"),
                found.getInt("guard"));
        for (Map.Entry<String, CellState> expected : definition.cells(row).entrySet()) {
            String column = expected.getKey();
            CellState actual = new CellState(found.getString(column), Optional.ofNullable(failed.remove(column)));
            cells++;
            if (!actual.equals(expected.getValue())) {
                differences.add(
                        key + "." + column + " is " + actual + ", expected " + expected.getValue() + " of " + row);
            }
        }
        failed.forEach((column, type) ->
                differences.add(key + "." + column + " has the error " + type + ", expected no such column"));
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : value;
    }

    @Override
    public String toString() {
        return rows + " rows, " + cells + " cells, " + errors + " of them errors";
    }
}
