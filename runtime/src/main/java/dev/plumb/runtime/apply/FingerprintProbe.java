package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.LiveFingerprint;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Takes fingerprints of one small set of schemas after the other in one session. The server plans the query once, by indexes: by itself
 * it would read all of its catalogs for each. Prepared in SQL, since the driver forgets its own statements after every DDL.
 */
record FingerprintProbe(Connection connection) {
    private static final String BY_INDEXES = """
            set plan_cache_mode = force_generic_plan;
            set enable_seqscan = off;
            set enable_hashjoin = off;
            set enable_mergejoin = off""";

    private static final String AS_BEFORE = """
            reset enable_seqscan;
            reset enable_hashjoin;
            reset enable_mergejoin""";

    /** @param connection in autocommit mode, in which nobody else prepares a statement of this name */
    static FingerprintProbe on(Connection connection, LiveFingerprint fingerprint) throws SQLException {
        FingerprintProbe probe = new FingerprintProbe(connection);
        probe.execute(BY_INDEXES);
        probe.execute("prepare plumb_fingerprint (text[]) as select " + fingerprint.expression("asked.names")
                + " from (select $1 as names) asked");
        // The plan is made with the first use, and kept.
        probe.of(List.of());
        probe.execute(AS_BEFORE);
        return probe;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** Of these schemas now, as this session sees them. */
    String of(List<String> schemas) throws SQLException {
        String names = connection.createArrayOf("text", schemas.toArray()).toString();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row =
                    statement.executeQuery("execute plumb_fingerprint (" + SqlNames.literal(names) + ")")) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
