package dev.plumb.migration;

import liquibase.database.Database;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/**
 * Liquibase's lock where Plumb runs it: none of its own, since {@link LedgerSchema#upgrade} and {@link Changelogs} hold a {@link
 * SessionLock}. No lock table that a crash could leave set. Liquibase finds it through {@code META-INF/services}.
 */
public final class SessionLockService implements LockService {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 1;
    }

    @Override
    public boolean supports(Database database) {
        return database instanceof LedgerDatabase || database instanceof ChangelogDatabase;
    }

    @Override
    public void setDatabase(Database database) {}

    @Override
    public void setChangeLogLockWaitTime(long changeLogLockWaitTime) {}

    @Override
    public void setChangeLogLockRecheckTime(long changeLogLocRecheckTime) {}

    @Override
    public boolean hasChangeLogLock() {
        return true;
    }

    @Override
    public void waitForLock() {}

    @Override
    public boolean acquireLock() {
        return true;
    }

    @Override
    public void releaseLock() {}

    @Override
    public DatabaseChangeLogLock[] listLocks() {
        return new DatabaseChangeLogLock[0];
    }

    @Override
    public void forceReleaseLock() {}

    @Override
    public void reset() {}

    @Override
    public void init() {}

    @Override
    public void destroy() {}
}
