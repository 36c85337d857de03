package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.computed.Window;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.CellWriter;
import dev.plumb.runtime.cell.ComputedRows;
import dev.plumb.runtime.cell.FunctionPass;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One pass over a chunk: some columns that are written at once. */
sealed interface Step {
    /**
     * What comes before the transaction, which may take long.
     *
     * @param connection in autocommit mode
     */
    Write prepare(Connection connection, Window window) throws SQLException, InterruptedException;

    /** That it writes. */
    List<String> columns();

    ComputedTable table();

    /** The statement that fills a window at once, where there is one. */
    default String fill(Window window) {
        return new CellStatements(table()).fill(columns(), window);
    }

    /** What is done within the transaction. */
    @FunctionalInterface
    interface Write {
        StripeResult run(Connection connection) throws SQLException, AbortException;
    }

    /**
     * The passes that fill these columns, each after those whose results it needs.
     *
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing or cannot work
     */
    static List<Step> of(long relation, ComputedTable table, List<String> columns, CellFunctions functions) {
        if (columns.equals(List.of(RowColumn.NAME))) {
            return List.of(new Rows(table));
        }
        List<FunctionPass> passes = FunctionPass.of(table, columns, functions);
        Set<String> called = passes.stream().flatMap(p -> p.columns().stream()).collect(Collectors.toSet());
        Set<String> follow = called.stream()
                .flatMap(c -> table.cell(c).stream())
                .flatMap(c -> table.dependents(c).stream())
                .map(Cell::column)
                .collect(Collectors.toSet());
        List<Cell> expressions = table.cells().stream()
                .filter(c -> columns.contains(c.column()) && !c.isFunction() && !follow.contains(c.column()))
                .toList();
        List<Step> steps = new ArrayList<>();
        if (!expressions.isEmpty()) {
            steps.add(expressions(table, expressions));
        }
        Set<String> due = new LinkedHashSet<>(called);
        for (FunctionPass pass : passes) {
            steps.add(new Calls(table, pass, pass.writer(relation), List.copyOf(due)));
            due.removeAll(pass.columns());
        }
        return List.copyOf(steps);
    }

    private static Step expressions(ComputedTable table, List<Cell> cells) {
        List<String> columns = cells.stream().map(Cell::column).toList();
        if (!cells.stream().allMatch(table::setWise)) {
            return new Recompute(table, columns);
        }
        boolean stops = cells.stream().anyMatch(c -> c.onError() == OnError.ABORT);
        return cells.stream().anyMatch(c -> c.onError() == OnError.IGNORE)
                ? stops ? new Recompute(table, columns) : new FillOrRecompute(table, columns)
                : new Fill(table, columns);
    }

    /** Expressions of which none may fail: the server computes them set by set. */
    record Fill(ComputedTable table, List<String> columns) implements Step {
        @Override
        public Write prepare(Connection connection, Window window) {
            return inTransaction -> {
                try {
                    return new StripeResult(fill(inTransaction, window), 0, 0);
                } catch (SQLException e) {
                    if (CellWriter.isOfTheRow(e)) {
                        throw new AbortException(window, e);
                    }
                    throw e;
                }
            };
        }

        int fill(Connection connection, Window window) throws SQLException {
            return run(connection, WriteMode.fill(), fill(window));
        }
    }

    /** What tells the rows of a table without a key apart. */
    record Rows(ComputedTable table) implements Step {
        @Override
        public List<String> columns() {
            return List.of(RowColumn.NAME);
        }

        @Override
        public Write prepare(Connection connection, Window window) {
            return inTransaction -> new StripeResult(run(inTransaction, WriteMode.fill(), fill(window)), 0, 0);
        }

        @Override
        public String fill(Window window) {
            return new CellStatements(table).fillRowColumn(window);
        }
    }

    /** Expressions whose errors are kept: set by set as long as there is none. */
    record FillOrRecompute(ComputedTable table, List<String> columns) implements Step {
        @Override
        public Write prepare(Connection connection, Window window) {
            return inTransaction -> {
                Savepoint before = inTransaction.setSavepoint();
                try {
                    int rows = new Fill(table, columns).fill(inTransaction, window);
                    inTransaction.releaseSavepoint(before);
                    return new StripeResult(rows, 0, 0);
                } catch (SQLException e) {
                    if (!CellWriter.isOfTheRow(e)) {
                        throw e;
                    }
                    inTransaction.rollback(before);
                    return new Recompute(table, columns).recompute(inTransaction, window);
                }
            };
        }
    }

    /** Expressions that need the trigger, row by row: it knows the errors of their inputs and keeps theirs. */
    record Recompute(ComputedTable table, List<String> columns) implements Step {
        @Override
        public Write prepare(Connection connection, Window window) {
            return inTransaction -> {
                try {
                    return recompute(inTransaction, window);
                } catch (SQLException e) {
                    if (CellWriter.isOfTheRow(e)) {
                        throw new AbortException(window, e);
                    }
                    throw e;
                }
            };
        }

        StripeResult recompute(Connection connection, Window window) throws SQLException {
            String sql = new CellStatements(table).recompute(columns, window);
            ErrorCount errors = new ErrorCount(table, columns);
            long before = errors.now(connection);
            int rows = run(connection, WriteMode.recompute(columns), sql);
            return new StripeResult(rows, 0, Math.max(0, errors.now(connection) - before));
        }
    }

    /**
     * Functions.
     *
     * @param due the columns that this pass and later ones compute: no notes are made for them
     */
    record Calls(ComputedTable table, FunctionPass pass, CellWriter writer, List<String> due) implements Step {
        @Override
        public List<String> columns() {
            return pass.columns();
        }

        @Override
        public Write prepare(Connection connection, Window window) throws SQLException, InterruptedException {
            ComputedRows rows = pass.compute(pass.readWindow(connection, window));
            return inTransaction -> {
                CellWriter.Written written = writer.write(inTransaction, rows, due);
                if (written.aborting().isPresent()) {
                    throw new AbortException(written.aborting().get());
                }
                return new StripeResult(written.rows(), written.stale(), written.failed());
            };
        }
    }

    private static int run(Connection connection, String mode, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(mode);
            return statement.executeUpdate(sql);
        }
    }
}
