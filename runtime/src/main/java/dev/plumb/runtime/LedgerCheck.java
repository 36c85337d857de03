package dev.plumb.runtime;

import dev.plumb.environment.database.Database;
import dev.plumb.migration.LedgerDamage;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.ledger.LedgerState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Tells a damaged ledger from other troubles. */
record LedgerCheck(Database database) {
    /** No such table, no such column. */
    private static final Set<String> MISSING = Set.of("42P01", "42703");

    /** What seems to have no ledger may have lost the part that says which version it is. */
    static LedgerState whole(Connection connection, LedgerState state) throws SQLException {
        if (state.version() == 0) {
            List<String> missing = LedgerDamage.find(connection);
            if (!missing.isEmpty()) {
                throw DatabaseException.ofLedger(missing, null);
            }
        }
        return state;
    }

    /** A better explanation of a failure, or itself. */
    DatabaseException explained(DatabaseException failure) {
        if (failure.sqlState().filter(MISSING::contains).isEmpty()) {
            return failure;
        }
        try (Connection connection = database.connect()) {
            List<String> missing = LedgerDamage.find(connection);
            return missing.isEmpty() ? failure : DatabaseException.ofLedger(missing, failure);
        } catch (SQLException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }
}
