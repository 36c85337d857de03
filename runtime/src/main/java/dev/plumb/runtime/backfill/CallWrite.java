package dev.plumb.runtime.backfill;

import dev.plumb.runtime.cell.CellWriter;
import dev.plumb.runtime.cell.ComputedRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Writes what functions gave.
 *
 * @param due the columns that this pass and later ones compute: no notes are made for them
 */
record CallWrite(CellWriter writer, List<String> due, ComputedRows rows, boolean waits) implements Write {
    @Override
    public Outcome run(Connection connection) throws SQLException, AbortException {
        CellWriter.Written written = writer.write(connection, rows, due, waits);
        if (written.aborting().isPresent()) {
            throw new AbortException(written.aborting().get());
        }
        List<Write> held = written.held().stream()
                .<Write>map(row -> new CallWrite(writer, due, row, true))
                .toList();
        return new Outcome(new StripeResult(written.rows(), written.stale(), written.failed()), held);
    }

    /** It leaves such rows out by itself. */
    @Override
    public Write afterWaiting() {
        return this;
    }
}
