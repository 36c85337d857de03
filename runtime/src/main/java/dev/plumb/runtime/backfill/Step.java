package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.computed.Window;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.CellWriter;
import dev.plumb.runtime.cell.ComputedRows;
import dev.plumb.runtime.cell.FunctionPass;
import dev.plumb.schema.OnError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One pass over a chunk: some columns that are written at once. */
sealed interface Step {
    /** That it writes. */
    List<String> columns();

    /**
     * What comes before the transactions, which may take long.
     *
     * @param connection in autocommit mode
     * @param chunk of which some stripes may be done
     * @param first the first stripe that is not done
     */
    Stripes prepare(Connection connection, Chunk chunk, int first) throws SQLException, InterruptedException;

    /** All rows at once, where there is no telling whether a row was in any chunk; within a transaction that is open. */
    void sweep(Connection connection) throws SQLException;

    /**
     * What is written of a chunk, each stripe in a transaction. Two that follow each other share one row in so many, by parts of the
     * chunk. Other threads write as well: until the space of what a stripe replaces can be used by the next one on the same pages, the
     * transactions that are running now must have ended, and that takes as long as one more.
     */
    @FunctionalInterface
    interface Stripes {
        Write stripe(int number);
    }

    /**
     * The passes that fill these columns, each after those whose results it needs.
     *
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing or cannot work
     */
    static List<Step> of(long relation, ComputedTable table, List<String> columns, CellFunctions functions) {
        if (columns.equals(List.of(RowColumn.NAME))) {
            return List.of(new Expressions(table, columns, Filling.ROW_COLUMN));
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
            steps.add(new Calls(pass, pass.writer(relation), List.copyOf(due)));
            due.removeAll(pass.columns());
        }
        return List.copyOf(steps);
    }

    private static Step expressions(ComputedTable table, List<Cell> cells) {
        List<String> columns = cells.stream().map(Cell::column).toList();
        if (!cells.stream().allMatch(table::setWise)) {
            return new Expressions(table, columns, Filling.RECOMPUTE);
        }
        boolean stops = cells.stream().anyMatch(c -> c.onError() == OnError.ABORT);
        boolean keeps = cells.stream().anyMatch(c -> c.onError() == OnError.IGNORE);
        return new Expressions(
                table, columns, !keeps ? Filling.SET_WISE : stops ? Filling.RECOMPUTE : Filling.SET_WISE_OR_RECOMPUTE);
    }

    /** Expressions, which the server computes. */
    record Expressions(ComputedTable table, List<String> columns, Filling filling) implements Step {
        @Override
        public Stripes prepare(Connection connection, Chunk chunk, int first) throws SQLException {
            Window all = chunk.window();
            int pairs = chunk.stripes() / 2;
            if (table.key().isEmpty() || chunk.stripes() % 2 != 0) {
                return number -> write(all.stripe(number, chunk.stripes()));
            }
            // Where the middle was when the first of a pair was written nobody knows, if somebody else did that.
            Optional<String> middle = middle(connection, all, chunk.rows() / 2);
            Window lower = middle.map(all::upTo).orElse(all);
            Window upper = middle.map(all::after).orElse(all);
            return number -> write((number % 2 == 0 ? lower : number > first ? upper : all).stripe(number / 2, pairs));
        }

        private Optional<String> middle(Connection connection, Window all, long half) throws SQLException {
            if (half == 0) {
                return Optional.empty();
            }
            String query = new CellStatements(table).boundary(all.after(), all.upTo(), (int) half);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }

        @Override
        public void sweep(Connection connection) throws SQLException {
            filling.run(connection, table, columns, Window.ALL);
        }

        Write write(Window window) {
            return new ExpressionWrite(this, window);
        }
    }

    /**
     * Functions.
     *
     * @param due the columns that this pass and later ones compute: no notes are made for them
     */
    record Calls(FunctionPass pass, CellWriter writer, List<String> due) implements Step {
        @Override
        public List<String> columns() {
            return pass.columns();
        }

        @Override
        public Stripes prepare(Connection connection, Chunk chunk, int first)
                throws SQLException, InterruptedException {
            ComputedRows rows = pass.compute(pass.readWindow(connection, chunk.window(), chunk.stripes(), first));
            List<ComputedRows> stripes = rows.stripes(chunk.stripes());
            return number -> new CallWrite(writer, due, stripes.get(number), false);
        }

        /** The rows that functions are called for have a key, so that each is in the chunk of its key. */
        @Override
        public void sweep(Connection connection) {
            throw new IllegalStateException("a table without a key has no function to call");
        }
    }
}
