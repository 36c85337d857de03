package dev.plumb.migration;

import liquibase.database.core.PostgresDatabase;

/** PostgreSQL, marked as ours, so that what we register with Liquibase applies to the ledger alone. */
final class LedgerDatabase extends PostgresDatabase {}
