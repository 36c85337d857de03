package dev.plumb.runtime.apply;

import dev.plumb.migration.LedgerBusyException;
import dev.plumb.migration.LedgerSchema;
import dev.plumb.runtime.failure.LockedException;
import dev.plumb.runtime.session.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Creates the ledger, or brings it to the version of this code. */
public final class LedgerUpgrade {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LedgerUpgrade() {}

    /** @throws LockedException when another process is at it for too long */
    public static void run(ConnectionSource source) throws SQLException {
        try (Connection connection = ServerSession.open(source, "plumb apply: ledger")) {
            LedgerSchema.upgrade(connection, PATIENCE);
        } catch (LedgerBusyException e) {
            throw new LockedException(
                    "another process is creating or upgrading the ledger (schema plumb) and was not done after "
                            + PATIENCE.toSeconds() + " s",
                    "wait until it is done, then run the command again");
        }
    }
}
