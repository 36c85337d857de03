package dev.plumb.runtime.apply;

import dev.plumb.plan.Fill;
import dev.plumb.plan.computed.CellStatements;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.Window;
import dev.plumb.plan.computed.WriteMode;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/** Fills what the server itself computes, with one statement. */
public final class ServerBackfill implements Backfill {
    private final ConnectionSource connections;

    public ServerBackfill(ConnectionSource connections) {
        this.connections = connections;
    }

    @Override
    public Outcome run(Fill fill, Job job) throws SQLException, BackfillAbortedException, StoppedException {
        job.stopped().check();
        try (Connection connection = connections.connect()) {
            connection.setAutoCommit(false);
            ComputedTable table = installed(connection, fill);
            CellStatements statements = new CellStatements(table);
            try (Statement statement = connection.createStatement()) {
                statement.execute(WriteMode.fill());
                fill(statement, statements.fill(fill.columns(), Window.ALL), fill);
            }
            connection.commit();
            return Outcome.DONE;
        }
    }

    private static void fill(Statement statement, String sql, Fill fill) throws SQLException, BackfillAbortedException {
        try {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith("22")) {
                throw e;
            }
            throw new BackfillAbortedException(
                    "a row of " + fill.table() + " cannot be computed: "
                            + ServerAnswer.of(e).happened(),
                    e);
        }
    }

    private static ComputedTable installed(Connection connection, Fill fill) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select p.prosrc from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                where n.nspname = ? and p.proname = ?""")) {
            query.setString(1, fill.schema());
            query.setString(2, PlumbingNames.triggerFunction(fill.table().name()));
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("what keeps " + fill.table() + " right is gone");
                }
                return Plumbing.parse(fill.schema(), fill.table().name(), Objects.requireNonNull(row.getString(1)));
            }
        }
    }
}
