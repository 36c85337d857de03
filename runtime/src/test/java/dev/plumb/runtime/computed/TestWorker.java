package dev.plumb.runtime.computed;

import dev.plumb.plan.computed.CallStatements;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.plan.computed.WriteMode.CellFailure;
import dev.plumb.runtime.computed.TestCell.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes notes one by one: reads, computes with no transaction open, writes. The simplest worker that is right. */
final class TestWorker implements AutoCloseable {
    private final TestTable table;
    private final CallStatements statements;
    private final Connection connection;

    TestWorker(TestTable table) throws SQLException {
        this.table = table;
        this.statements = new CallStatements(table.table());
        this.connection = table.database().connect();
        for (String setting : WriteMode.SESSION) {
            execute(setting);
        }
    }

    /** @return whether there was a note */
    boolean step() throws SQLException {
        Map<Long, Map.Entry<String, List<String>>> notes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, key::text, cells from plumb.note order by id limit 5")) {
            while (row.next()) {
                String[] cells = (String[]) row.getArray(3).getArray();
                notes.put(row.getLong(1), Map.entry(row.getString(2), Arrays.asList(cells)));
            }
        }
        for (Map.Entry<Long, Map.Entry<String, List<String>>> note : notes.entrySet()) {
            if (compute(note.getValue().getKey(), note.getValue().getValue())) {
                execute("delete from plumb.note where id = " + note.getKey());
            }
        }
        return !notes.isEmpty();
    }

    void drain() throws SQLException {
        while (step()) {
            // until there is none
        }
    }

    /** @return false when it is to be tried again */
    private boolean compute(String key, List<String> noted) throws SQLException {
        try {
            computePasses(key, noted);
            return true;
        } catch (SQLException e) {
            if (!List.of("40P01", "40001").contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private void computePasses(String key, List<String> noted) throws SQLException {
        for (List<Cell> pass : table.table().passes()) {
            List<String> columns =
                    pass.stream().map(Cell::column).filter(noted::contains).toList();
            if (!columns.isEmpty()) {
                pass(key, columns);
            }
        }
    }

    private void pass(String key, List<String> columns) throws SQLException {
        Map<String, Outcome> known = new HashMap<>();
        List<String> read = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(statements.readKeys(columns))) {
            query.setArray(1, texts(List.of(key)));
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return;
                }
                int at = statements.keyColumns() + 1;
                for (int i = 1; i < at; i++) {
                    read.add(row.getString(i));
                }
                read.add(row.getString(at + 1));
                java.sql.Array errors = row.getArray(at + 2);
                List<String> failed = errors == null ? List.of() : Arrays.asList((String[]) errors.getArray());
                at += 3;
                for (Input input : statements.inputs(columns)) {
                    int value = row.getInt(at++);
                    Optional<Integer> present = row.wasNull() ? Optional.empty() : Optional.of(value);
                    known.put(input.name(), new Outcome(present, failed.contains(input.name())));
                }
            }
        }
        write(key, columns, known, read);
    }

    /** @param read the columns of the key, and the version */
    private void write(String key, List<String> columns, Map<String, Outcome> known, List<String> read)
            throws SQLException {
        Map<String, CellFailure> failures = new LinkedHashMap<>();
        for (TestCell cell : table.cells()) {
            String column = cell.cell().column();
            if (columns.contains(column)) {
                Outcome outcome = cell.compute(cell.cell().inputs().stream()
                        .map(i -> known.getOrDefault(i.name(), Outcome.FAILED))
                        .toList());
                known.put(column, outcome);
                if (outcome.failed()) {
                    failures.put(column, new CellFailure("Test", "it's \\ \"seven\"", 2));
                }
            }
        }
        connection.setAutoCommit(false);
        try {
            execute(WriteMode.write(columns, failures.isEmpty() ? Map.of() : Map.of(key, failures)));
            try (PreparedStatement write = connection.prepareStatement(statements.write(columns))) {
                for (int i = 0; i < read.size(); i++) {
                    write.setArray(i + 1, texts(List.of(read.get(i))));
                }
                for (int i = 0; i < columns.size(); i++) {
                    Optional<Integer> value =
                            known.getOrDefault(columns.get(i), Outcome.FAILED).value();
                    write.setArray(read.size() + 1 + i, connection.createArrayOf("text", new Object[] {
                        value.map(String::valueOf).orElse(null)
                    }));
                }
                try (ResultSet written = write.executeQuery()) {
                    if (!written.next()) {
                        noteAgain(read.subList(0, read.size() - 1), columns);
                    }
                }
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void noteAgain(List<String> key, List<String> columns) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement(statements.note(columns))) {
            for (int i = 0; i < key.size(); i++) {
                note.setArray(i + 1, texts(List.of(key.get(i))));
            }
            note.executeUpdate();
        }
    }

    private java.sql.Array texts(List<String> texts) throws SQLException {
        return connection.createArrayOf("text", new ArrayList<>(texts).toArray());
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
