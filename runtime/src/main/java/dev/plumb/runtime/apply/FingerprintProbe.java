package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.LiveFingerprint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGStatement;

/**
 * Takes fingerprints of one set of schemas after the other in one session. The server plans the query once, which takes it as long as to
 * run it.
 */
record FingerprintProbe(Connection connection, PreparedStatement query) {
    static FingerprintProbe on(Connection connection, LiveFingerprint fingerprint) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
        }
        PreparedStatement query = connection.prepareStatement(
                "select " + fingerprint.expression("asked.names") + " from (select ?::text[] as names) asked");
        query.unwrap(PGStatement.class).setPrepareThreshold(1);
        return new FingerprintProbe(connection, query);
    }

    /** Of these schemas now, as this session sees them. */
    String of(List<String> schemas) throws SQLException {
        query.setArray(1, connection.createArrayOf("text", schemas.toArray()));
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
