package dev.plumb.runtime.ledger;

import java.util.Optional;

/**
 * The answer to the one query that every command begins with.
 *
 * @param version of the ledger; 0 when there is none
 * @param namespace absent before its first apply
 * @param residence whose database it is
 */
public record LedgerState(int version, Optional<NamespaceState> namespace, Residence residence) {
    private static final int WITH_COMPUTED_COLUMNS = 2;

    private static final int WITH_EFFECTS = 4;

    private static final int WITH_DATA_MIGRATIONS = 5;

    private static final int WITH_KEPT = 10;

    /** Of a database without a ledger. */
    public static final LedgerState NONE = new LedgerState(0, Optional.empty(), Residence.NOBODY);

    /** Of what is managed; 0 before the first apply. */
    public long revision() {
        return namespace.map(NamespaceState::revision).orElse(0L);
    }

    /** Whether it remembers what plans did, and approvals. */
    public boolean knowsEffects() {
        return version >= WITH_EFFECTS;
    }

    /** Whether it remembers which data migrations have run. */
    public boolean knowsDataMigrations() {
        return version >= WITH_DATA_MIGRATIONS;
    }

    /** Whether it remembers what was removed and is kept. */
    public boolean knowsKept() {
        return version >= WITH_KEPT;
    }

    /** Whether it has a place for notes, errors and backfills. */
    public boolean knowsComputedColumns() {
        return version >= WITH_COMPUTED_COLUMNS;
    }
}
