package dev.plumb.migration;

import liquibase.database.core.PostgresDatabase;

/** PostgreSQL under changelogs that {@link Changelogs} applies. */
final class ChangelogDatabase extends PostgresDatabase {}
