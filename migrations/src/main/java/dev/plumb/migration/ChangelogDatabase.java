package dev.plumb.migration;

import liquibase.database.core.PostgresDatabase;

/** PostgreSQL under changelogs that {@link Changelogs} applies, or only looks at. */
class ChangelogDatabase extends PostgresDatabase {
    /** Where nothing is run. A class of its own, since Liquibase keeps one history for all of a class on one connection. */
    static final class OnlyLookedAt extends ChangelogDatabase {}
}
