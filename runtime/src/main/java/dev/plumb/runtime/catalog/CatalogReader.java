package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads schemas from the catalog, in a number of queries that does not depend on what is in them. PostgreSQL 14 to 18.
 *
 * <p>The reading leaves nothing behind in the connection: no settings, no locks. A connection that commits by itself gets a
 * transaction of its own; in a caller's transaction it sees what that transaction has done.
 */
public final class CatalogReader {
    private static final int ATTEMPTS = 5;
    /** "cache lookup failed" and "could not open relation": what was found a moment ago is gone. */
    private static final Set<String> GONE = Set.of("XX000", "42P01", "42703", "42704", "42883");

    private final Optional<NameMap> standIns;

    private CatalogReader(Optional<NameMap> standIns) {
        this.standIns = standIns;
    }

    /** Reads schemas that others may change meanwhile: reads again until nothing moved. */
    public static CatalogReader live() {
        return new CatalogReader(Optional.empty());
    }

    /**
     * Reads schemas that only this transaction sees, so that the state comes without a fingerprint.
     *
     * @param names of the stand-ins, and of what they use of the environment
     */
    public static CatalogReader standIns(NameMap names) {
        return new CatalogReader(Optional.of(names));
    }

    /**
     * Reads the schemas of some directories.
     *
     * @param schemas PostgreSQL schema by directory; a directory whose schema does not exist is not in the result
     * @throws StalePlanException when the schemas did not hold still
     * @throws IllegalStateException when live schemas are read in a transaction that sees only its first snapshot
     */
    public CatalogState read(Connection connection, Map<DirectoryPath, String> schemas) throws SQLException {
        ReadingTransaction transaction = new ReadingTransaction(connection);
        if (standIns.isPresent()) {
            return transaction.run(() -> {
                Deparsing.fix(connection);
                return pass(connection, schemas, "");
            });
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.run(() -> unmoved(connection, schemas));
            } catch (ConcurrentDdlException e) {
                if (attempt == ATTEMPTS) {
                    throw new StalePlanException(
                            "the schemas " + String.join(", ", schemas.values())
                                    + " kept changing while they were read, " + ATTEMPTS + " times in a row ("
                                    + e.getMessage() + ")",
                            "wait until whoever changes them is done, then run the command again",
                            e);
                }
            }
        }
    }

    /** Deparsing functions do not keep to a snapshot, so the catalog must not have moved while they ran. */
    private CatalogState unmoved(Connection connection, Map<DirectoryPath, String> schemas) throws SQLException {
        Collection<String> names = schemas.values();
        Deparsing.fix(connection);
        String before = CatalogFingerprint.of(connection, names);
        try {
            CatalogState state = pass(connection, schemas, before);
            if (!CatalogFingerprint.of(connection, names).equals(before)) {
                throw new ConcurrentDdlException("the catalog moved");
            }
            return state;
        } catch (SQLException e) {
            if (GONE.contains(e.getSQLState())) {
                throw new ConcurrentDdlException(e);
            }
            throw e;
        }
    }

    private CatalogState pass(Connection connection, Map<DirectoryPath, String> schemas, String fingerprint)
            throws SQLException {
        return new CatalogPass(connection, version(connection), schemas, standIns).read(fingerprint);
    }

    private ServerVersion version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("select current_setting('server_version_num')::int,"
                        + " current_setting('transaction_isolation')")) {
            results.next();
            if (standIns.isEmpty() && !results.getString(2).startsWith("read ")) {
                throw new IllegalStateException("live schemas are read under read committed, not under "
                        + results.getString(2) + ", which would hide what changes meanwhile");
            }
            return new ServerVersion(results.getInt(1));
        }
    }
}
