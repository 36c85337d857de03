package dev.plumb.runtime.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the ledger remembers of plans: those that ran and those that were approved. */
public final class PlannedRuns {
    private static final String MEANT = """
            select p.effect_digest, p.plan, p.spec_hash, p.succeeded, p.namespace = mine.id
            from (select effect_digest, plan, spec_hash, outcome = 'succeeded' as succeeded, namespace, 0 as source, id
                  from plumb.run
                  union all
                  select effect_digest, plan, '', false, namespace, 1, id from plumb.approval) p
            join plumb.namespace n on n.id = p.namespace
            join plumb.namespace mine on mine.project = n.project and mine.id = ?
            where starts_with(p.effect_digest, ?)
            order by p.namespace = mine.id desc, p.source, p.id desc limit 100""";

    private PlannedRuns() {}

    /**
     * The runs and approvals of the project in this database whose effects a digest, or its beginning, means: those of the
     * namespace first, runs before approvals, the newest first.
     *
     * @param connection to a ledger that {@linkplain LedgerState#knowsEffects knows of effects}
     */
    public static List<PlannedRun> meantBy(Connection connection, long namespace, String digest) throws SQLException {
        return WithoutTimeout.read(connection, () -> read(connection, namespace, digest.toLowerCase(Locale.ROOT)));
    }

    private static List<PlannedRun> read(Connection connection, long namespace, String digest) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MEANT)) {
            statement.setLong(1, namespace);
            statement.setString(2, digest);
            try (ResultSet row = statement.executeQuery()) {
                List<PlannedRun> runs = new ArrayList<>();
                while (row.next()) {
                    runs.add(new PlannedRun(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getBoolean(4),
                            row.getBoolean(5)));
                }
                return runs;
            }
        }
    }
}
