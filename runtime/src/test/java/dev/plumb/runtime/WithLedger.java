package dev.plumb.runtime;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.time.Duration;

/** Databases in which somebody has applied something before: the ledger is there, and empty. */
public final class WithLedger {
    private WithLedger() {}

    public static TestDatabase on(int major) {
        return on(TestPostgres.of(major));
    }

    public static TestDatabase on(TestPostgres server) {
        return server.newDatabase("ledger", connection -> LedgerSchema.upgrade(connection, Duration.ofMinutes(1)));
    }
}
