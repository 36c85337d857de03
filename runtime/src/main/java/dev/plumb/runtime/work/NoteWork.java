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
     * @param left the columns that cannot be computed here; their notes are back
     */
    record Done(String table, long rows, long cellsFailed, Set<String> left) {}

    /**
     * Notes that are worked off with a transaction.
     *
     * @param left but for these columns
     */
    private record Ending(List<Note> notes, Set<String> left) {
        static final Ending NONE = new Ending(List.of(), Set.of());
    }

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
        Set<String> left = new HashSet<>();
        for (Map.Entry<Set<String>, List<Note>> group : groups.entrySet()) {
            Set<String> due = due(live.table(), group.getKey());
            Ending ending = new Ending(group.getValue(), missing(live.table(), due));
            CellWriter.Written written = work(connection, live, group.getKey(), due, ending);
            left.addAll(ending.left());
            rows += written.rows();
            failed += written.failed();
        }
        return new Done(live.table().name(), rows, failed, left);
    }

    private CellWriter.Written work(
            Connection connection, LiveTable live, Set<String> noted, Set<String> due, Ending ending)
            throws SQLException, InterruptedException, CellsChangedException {
        ComputedTable table = live.table();
        // What depends on a column that is left follows when somebody has computed that.
        ending.left().forEach(column -> {
            due.remove(column);
            table.cell(column).ifPresent(c -> table.dependents(c).forEach(d -> due.remove(d.column())));
        });
        List<String> expressions = expressions(table, noted);
        List<FunctionPass> passes = FunctionPass.of(table, due, functions);
        Set<String> keys = ending.notes().stream().map(Note::key).collect(Collectors.toCollection(LinkedHashSet::new));
        CellWriter.Written all = CellWriter.Written.NOTHING;
        if (!expressions.isEmpty()) {
            recompute(connection, live, expressions, keys, passes.isEmpty() ? ending : Ending.NONE);
        }
        for (int i = 0; i < passes.size(); i++) {
            FunctionPass pass = passes.get(i);
            ComputedRows rows = pass.compute(pass.readKeys(connection, keys));
            Ending ended = i == passes.size() - 1 ? ending : Ending.NONE;
            all = all.plus(write(connection, live, pass, rows, due, ended));
            due.removeAll(pass.columns());
        }
        if (passes.isEmpty() && expressions.isEmpty()) {
            end(connection, ending);
        }
        return all;
    }

    private void end(Connection connection, Ending ending) throws SQLException {
        if (ending.left().isEmpty()) {
            notes.delete(connection, ending.notes());
        } else {
            notes.leave(connection, ending.notes(), ending.left());
        }
    }

    private Set<String> missing(ComputedTable table, Set<String> due) {
        return due.stream()
                .filter(column -> table.cell(column)
                        .flatMap(c -> functions.missing(table, c))
                        .isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
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
            Connection connection, LiveTable live, FunctionPass pass, ComputedRows rows, Set<String> due, Ending ended)
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
                    i == held.size() - 1 ? ended : Ending.NONE,
                    () -> writer.write(connection, row, due, true)));
        }
        return all;
    }

    private void recompute(Connection connection, LiveTable live, List<String> columns, Set<String> keys, Ending ended)
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
                inTransaction(connection, live, Ending.NONE, () -> recompute(connection, table, columns, Set.of(key)));
            }
            end(connection, ended);
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

    private CellWriter.Written inTransaction(Connection connection, LiveTable live, Ending ended, Writing writing)
            throws SQLException, CellsChangedException {
        connection.setAutoCommit(false);
        try {
            if (!live.hold(connection)) {
                throw new CellsChangedException(live.table().name());
            }
            CellWriter.Written written = writing.run();
            if (!ended.notes().isEmpty() && written.held().isEmpty()) {
                end(connection, ended);
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
