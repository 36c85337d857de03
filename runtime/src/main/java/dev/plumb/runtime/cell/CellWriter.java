package dev.plumb.runtime.cell;

import dev.plumb.plan.computed.CallStatements;
import dev.plumb.plan.computed.RowErrors;
import dev.plumb.runtime.session.BriefWait;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes results where the inputs are still the same, within a transaction that is open. A value that the column does not take, such as a
 * text that is too long, is an error of its cell.
 *
 * <p>First all rows are written that nobody has touched since they were read. The others are locked, read again and compared; whoever does
 * not wait leaves out those that somebody else holds.
 */
public final class CellWriter {
    private final long relation;
    private final List<String> columns;
    private final CallStatements statements;
    private final RowKeys keys;
    private final InputLayout layout;
    private final boolean hasDependents;

    CellWriter(
            long relation, List<String> columns, CallStatements statements, InputLayout layout, boolean hasDependents) {
        this.relation = relation;
        this.columns = columns;
        this.statements = statements;
        this.keys = new RowKeys(statements);
        this.layout = layout;
        this.hasDependents = hasDependents;
    }

    /**
     * Writes.
     *
     * @param due the columns of functions that this pass and later ones of the same work compute: no notes are made for them
     * @param waits for rows that others hold, as long as the session waits for locks; else they are {@linkplain Written#held left out}
     *     after a {@linkplain BriefWait brief wait}, which the caller has set
     * @return what was written, which may have more errors than was asked for
     */
    public Written write(Connection connection, ComputedRows rows, Collection<String> due, boolean waits)
            throws SQLException {
        if (rows.size() == 0) {
            return Written.NOTHING;
        }
        Optional<CellUpdate.Done> done = writeUntouched(connection, rows, due, waits);
        if (done.isEmpty()) {
            return writeLocked(connection, rows, due, waits);
        }
        Written all = done.get().written();
        for (ComputedRows missed : done.get().missed()) {
            all = all.plus(writeLocked(connection, missed, due, waits));
        }
        return all;
    }

    /** Empty when nothing is written, because somebody else holds one of the rows. */
    private Optional<CellUpdate.Done> writeUntouched(
            Connection connection, ComputedRows rows, Collection<String> due, boolean waits) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            CellUpdate.Done done =
                    update(connection, due, statements.write(columns), true).run(rows);
            connection.releaseSavepoint(before);
            return Optional.of(done);
        } catch (SQLException e) {
            if (waits || !BriefWait.isOver(e)) {
                throw e;
            }
            connection.rollback(before);
            return Optional.empty();
        }
    }

    private CellUpdate update(Connection connection, Collection<String> due, String statement, boolean guarded) {
        return new CellUpdate(connection, relation, columns, due, hasDependents, keys, statement, guarded);
    }

    private Written writeLocked(Connection connection, ComputedRows rows, Collection<String> due, boolean waits)
            throws SQLException {
        Map<List<String>, InputRow> now = new HashMap<>();
        try (PreparedStatement lock = connection.prepareStatement(statements.lock(columns, waits))) {
            keys.bind(connection, lock, rows);
            try (ResultSet answer = lock.executeQuery()) {
                layout.read(answer).forEach(row -> now.put(row.key(), row));
            }
        }
        ComputedRows same = rows.only(row -> now.containsKey(row.key()) && row.hasInputsOf(now.get(row.key())));
        ComputedRows changed = rows.only(row -> now.containsKey(row.key()) && !row.hasInputsOf(now.get(row.key())));
        ComputedRows missing = rows.only(row -> !now.containsKey(row.key()));
        noteAgain(connection, changed, due);
        if (waits) {
            noteAgain(connection, missing, due);
        }
        Written written = update(connection, due, statements.writeLocked(columns), false)
                .run(same)
                .written();
        int stale = changed.size() + (waits ? missing.size() : 0);
        return written.plus(new Written(0, 0, stale, Optional.empty(), waits ? List.of() : missing.singles()));
    }

    /** Whoever changed such a row noted only the columns that the change concerns, or deleted it. */
    private void noteAgain(Connection connection, ComputedRows rows, Collection<String> due) throws SQLException {
        if (rows.size() > 0) {
            try (PreparedStatement note = connection.prepareStatement(statements.note(due))) {
                keys.bind(connection, note, rows);
                note.executeUpdate();
            }
        }
    }

    /** Whether another row may well be written. */
    public static boolean isOfTheRow(SQLException e) {
        return e.getSQLState() != null && RowErrors.isOfTheRow(e.getSQLState());
    }

    /**
     * What was written.
     *
     * @param rows whose inputs were still the same
     * @param failed cells with an error
     * @param stale rows that were changed or deleted meanwhile, and are noted again
     * @param aborting the first error of a column that wants none
     * @param held rows that somebody else holds, each on its own: not written yet
     */
    public record Written(int rows, int failed, int stale, Optional<FailedCell> aborting, List<ComputedRows> held) {
        public static final Written NOTHING = new Written(0, 0, 0, Optional.empty(), List.of());

        public Written {
            held = List.copyOf(held);
        }

        public Written plus(Written more) {
            List<ComputedRows> both = new ArrayList<>(held);
            both.addAll(more.held);
            return new Written(
                    rows + more.rows, failed + more.failed, stale + more.stale, aborting.or(() -> more.aborting), both);
        }
    }
}
