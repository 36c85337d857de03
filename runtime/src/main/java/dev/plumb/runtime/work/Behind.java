package dev.plumb.runtime.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a column is behind.
 *
 * @param relation oid of the table
 * @param table physical, {@code schema.table}
 * @param column physical
 * @param notes rows that are noted, counting one that is noted twice as two
 * @param oldest since when
 * @param attempts the most that any of them took so far
 */
public record Behind(long relation, String table, String column, long notes, Instant oldest, int attempts) {
    /** All columns that are behind, in the order of their tables. */
    public static List<Behind> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select n.relation::oid::bigint, n.relation::text, c.name, count(*), min(n.noted_at), max(n.attempts)
                        from plumb.note n, unnest(n.cells) c(name) group by n.relation, c.name order by 2, 3""")) {
            List<Behind> behind = new ArrayList<>();
            while (row.next()) {
                behind.add(new Behind(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getTimestamp(5).toInstant(),
                        row.getInt(6)));
            }
            return behind;
        }
    }
}
