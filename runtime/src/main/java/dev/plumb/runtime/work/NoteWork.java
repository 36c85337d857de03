package dev.plumb.runtime.work;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.CellWriter;
import dev.plumb.runtime.cell.ComputedRows;
import dev.plumb.runtime.cell.FunctionPass;
import dev.plumb.runtime.cell.LiveTable;
import dev.plumb.runtime.session.BriefWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Works off notes of one table. A row that is noted several times is computed once. */
final class NoteWork {
    private final CellFunctions functions;
    private final NoteTable notes;

    NoteWork(CellFunctions functions, NoteTable notes) {
        this.functions = functions;
        this.notes = notes;
    }

    /**
     * What was done.
     *
     * @param table as it is called
     */
    record Done(String table, long rows, long cellsFailed) {}

    /**
     * Computes, writes, and deletes the notes in the last transaction that writes.
     *
     * @param connection in autocommit mode
     * @throws CellsChangedException when the notes have to be worked off with what the table is by now
     */
    Done work(Connection connection, LiveTable live, List<Note> claimed)
            throws SQLException, InterruptedException, CellsChangedException {
        Map<Set<String>, List<Note>> groups = new LinkedHashMap<>();
        Map<String, Set<String>> cells = new HashMap<>();
        claimed.forEach(
                n -> cells.computeIfAbsent(n.key(), k -> new HashSet<>()).addAll(n.cells()));
        claimed.forEach(n -> groups.computeIfAbsent(cells.getOrDefault(n.key(), n.cells()), c -> new ArrayList<>())
                .add(n));
        long rows = 0;
        long failed = 0;
        for (Map.Entry<Set<String>, List<Note>> group : groups.entrySet()) {
            CellWriter.Written written = work(connection, live, group.getKey(), group.getValue());
            rows += written.rows();
            failed += written.failed();
        }
        return new Done(live.table().name(), rows, failed);
    }

    private CellWriter.Written work(Connection connection, LiveTable live, Set<String> noted, List<Note> group)
            throws SQLException, InterruptedException, CellsChangedException {
        ComputedTable table = live.table();
        Set<String> due = due(table, noted);
        List<String> expressions = expressions(table, noted);
        List<FunctionPass> passes = FunctionPass.of(table, due, functions);
        Set<String> keys = group.stream().map(Note::key).collect(Collectors.toCollection(LinkedHashSet::new));
        CellWriter.Written all = CellWriter.Written.NOTHING;
        if (!expressions.isEmpty()) {
            recompute(connection, live, expressions, keys, passes.isEmpty() ? group : List.of());
        }
        for (int i = 0; i < passes.size(); i++) {
            FunctionPass pass = passes.get(i);
            ComputedRows rows = pass.compute(pass.readKeys(connection, keys));
            List<Note> ended = i == passes.size() - 1 ? group : List.of();
            all = all.plus(write(connection, live, pass, rows, due, ended));
            due.removeAll(pass.columns());
        }
        if (passes.isEmpty() && expressions.isEmpty()) {
            notes.delete(connection, group);
        }
        return all;
    }

    /** The functions that are noted and those that depend on what is noted. */
    private static Set<String> due(ComputedTable table, Set<String> noted) {
        Set<String> due = new LinkedHashSet<>();
        for (Cell cell : table.cells()) {
            if (noted.contains(cell.column())) {
                due.add(cell.column());
                table.dependents(cell).forEach(d -> due.add(d.column()));
            }
        }
        due.removeIf(column -> table.cell(column).filter(Cell::isFunction).isEmpty());
        return due;
    }

    /** Noted when somebody asks for failed cells to be computed again. */
    private static List<String> expressions(ComputedTable table, Set<String> noted) {
        return table.cells().stream()
                .filter(c -> !c.isFunction() && noted.contains(c.column()))
                .map(Cell::column)
                .toList();
    }

    /** A row that somebody holds is waited for in a transaction that holds no other. */
    private CellWriter.Written write(
            Connection connection,
            LiveTable live,
            FunctionPass pass,
            ComputedRows rows,
            Set<String> due,
            List<Note> ended)
            throws SQLException, CellsChangedException {
        CellWriter writer = pass.writer(live.relation());
        CellWriter.Written all = inTransaction(connection, live, ended, () -> {
            BriefWait.begin(connection);
            return writer.write(connection, rows, due, false);
        });
        List<ComputedRows> held = all.held();
        for (int i = 0; i < held.size(); i++) {
            ComputedRows row = held.get(i);
            all = all.plus(inTransaction(
                    connection,
                    live,
                    i == held.size() - 1 ? ended : List.of(),
                    () -> writer.write(connection, row, due, true)));
        }
        return all;
    }

    private void recompute(
            Connection connection, LiveTable live, List<String> columns, Set<String> keys, List<Note> ended)
            throws SQLException, CellsChangedException {
        ComputedTable table = live.table();
        try {
            inTransaction(connection, live, ended, () -> {
                BriefWait.begin(connection);
                return recompute(connection, table, columns, keys);
            });
        } catch (SQLException e) {
            if (!BriefWait.isOver(e)) {
                throw e;
            }
            for (String key : keys) {
                inTransaction(connection, live, List.of(), () -> recompute(connection, table, columns, Set.of(key)));
            }
            notes.delete(connection, ended);
        }
    }

    private static CellWriter.Written recompute(
            Connection connection, ComputedTable table, List<String> columns, Set<String> keys) throws SQLException {
        try (Statement mode = connection.createStatement()) {
            mode.execute(WriteMode.recompute(columns));
        }
        try (PreparedStatement update = connection.prepareStatement(new CellStatements(table).recomputeKeys(columns))) {
            update.setArray(1, connection.createArrayOf("text", keys.toArray()));
            update.executeUpdate();
        }
        return CellWriter.Written.NOTHING;
    }

    private CellWriter.Written inTransaction(Connection connection, LiveTable live, List<Note> ended, Writing writing)
            throws SQLException, CellsChangedException {
        connection.setAutoCommit(false);
        try {
            if (!live.hold(connection)) {
                throw new CellsChangedException(live.table().name());
            }
            CellWriter.Written written = writing.run();
            if (!ended.isEmpty() && written.held().isEmpty()) {
                notes.delete(connection, ended);
            }
            connection.commit();
            return written;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @FunctionalInterface
    private interface Writing {
        CellWriter.Written run() throws SQLException;
    }
}
