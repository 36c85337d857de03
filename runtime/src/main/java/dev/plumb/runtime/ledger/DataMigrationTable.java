package dev.plumb.runtime.ledger;

import dev.plumb.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The data migrations that have run.
 *
 * @param namespace in which
 */
public record DataMigrationTable(long namespace) {
    private static final String READ = """
            select file, digest, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
            from plumb.data_migration where namespace = ?""";

    private static final String ADD = """
            insert into plumb.data_migration (namespace, file, digest, run, outcome) values (?, ?, ?, ?, ?)""";

    /**
     * One that has run.
     *
     * @param digest of its text then
     * @param at for people
     */
    public record Ran(String digest, String at) {}

    /** By file. */
    public Map<String, Ran> read(Connection connection) throws SQLException {
        return WithoutTimeout.read(connection, () -> {
            Map<String, Ran> ran = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(READ)) {
                statement.setLong(1, namespace);
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        ran.put(row.getString(1), new Ran(row.getString(2), row.getString(3)));
                    }
                }
            }
            return ran;
        });
    }

    /**
     * What was done to rows before they were copied here, in the transaction that copies them.
     *
     * @param ran by file
     * @param outcome where the rows are from
     */
    public void takeOver(Connection connection, Map<String, Ran> ran, String outcome) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into plumb.data_migration (namespace, file, digest, outcome) values (?, ?, ?, ?)"
                        + " on conflict do nothing")) {
            for (Map.Entry<String, Ran> each : ran.entrySet()) {
                statement.setLong(1, namespace);
                statement.setString(2, each.getKey());
                statement.setString(3, each.getValue().digest());
                statement.setString(4, outcome);
                statement.executeUpdate();
            }
        }
    }

    /** In the transaction that runs it. */
    public void add(Connection connection, long run, Step.DataFile file) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setLong(1, namespace);
            statement.setString(2, file.path());
            statement.setString(3, file.digest());
            statement.setLong(4, run);
            statement.setString(5, file.when());
            statement.executeUpdate();
        }
    }
}
