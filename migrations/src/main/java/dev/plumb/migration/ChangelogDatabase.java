package dev.plumb.migration;

import liquibase.database.core.PostgresDatabase;

/** PostgreSQL under changelogs that {@link Changelogs} applies, or only looks at. */
final class ChangelogDatabase extends PostgresDatabase {
    private final Purpose purpose;

    /** What Liquibase is used for. */
    enum Purpose {
        LOOKING,
        RUNNING
    }

    ChangelogDatabase(Purpose purpose) {
        this.purpose = purpose;
    }

    boolean isOnlyLookedAt() {
        return purpose == Purpose.LOOKING;
    }
}
