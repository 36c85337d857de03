package dev.plumb.migration;

import liquibase.changelog.StandardChangeLogHistoryService;
import liquibase.database.Database;

/**
 * What has run where somebody only looks: the table of it is neither made nor altered, so that a role that may not write can look, too.
 * Liquibase finds it through {@code META-INF/services}.
 */
public final class LookingHistoryService extends StandardChangeLogHistoryService {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 1;
    }

    @Override
    public boolean supports(Database database) {
        return database instanceof ChangelogDatabase.OnlyLookedAt;
    }

    @Override
    public void init() {}
}
