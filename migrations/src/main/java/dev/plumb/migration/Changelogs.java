package dev.plumb.migration;

import dev.plumb.migration.changelog.Changelog;
import dev.plumb.source.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeLogHistoryServiceFactory;
import liquibase.changelog.FastCheckService;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;

/**
 * A project's changelogs on one database, by Liquibase. One at a time in a process, and one process at a time in a database, by a lock
 * that goes with its session. For one thread.
 */
public final class Changelogs {
    /** The file that Liquibase starts from, below the project: it includes the others in the order of their names. */
    public static final String ROOT = "migrations/changelog.yaml";

    /** Beside the ledger's; 32 bits of it are the tables' name. */
    private static final long LOCK_CLASS = 0x706c756dL << 32;

    private final Path project;
    private final Connection connection;
    private final String prefix;
    private final ChangelogTables tables;

    /**
     * @param project its folder
     * @param connection in autocommit mode, used for nothing else meanwhile, left as it was
     * @param prefix of the schemas of the environment
     */
    public Changelogs(Path project, Connection connection, String prefix, ChangelogTables tables) {
        this.project = project;
        this.connection = connection;
        this.prefix = prefix;
        this.tables = tables;
    }

    /**
     * Every changeset in the order in which they run; first those that have run and are in no file any more. Writes nothing.
     *
     * @throws SpecException when a file cannot be understood, or was changed after it ran
     */
    public List<ChangesetState> states() throws SQLException {
        return found().all();
    }

    private ChangesetStates found() throws SQLException {
        if (!Files.exists(project.resolve(ROOT))) {
            return new ChangesetStates(List.of());
        }
        synchronized (LedgerSchema.ONE_AT_A_TIME) {
            return new ChangesetStates(call(
                    new ChangelogDatabase.OnlyLookedAt(),
                    liquibase -> liquibase.getChangeSetStatuses(new Contexts(), new LabelExpression(), false)));
        }
    }

    /**
     * Runs changesets that are pending, and no other one: not those that somebody else has run meanwhile, nor what comes after one that was
     * not shown.
     *
     * @param shown in the order of {@link #states}
     * @throws ChangelogBusyException when somebody else is at it for longer than the patience, or Liquibase itself is
     * @throws ChangesetFailedException when the server does not accept one
     */
    public void up(List<ChangesetState> shown, Duration patience, ChangesetListener listener)
            throws SQLException, ChangesetFailedException {
        locked(patience, () -> {
            int count = leading(found().pending(), shown);
            if (count > 0) {
                run(listener, liquibase -> liquibase.update(count, new Contexts(), new LabelExpression()));
            }
        });
    }

    /**
     * Takes changesets back, and no other one.
     *
     * @param shown the one that ran last first
     * @throws ChangelogBusyException as {@link #up}
     * @throws ChangesetFailedException when the server does not accept the rollback of one
     */
    public void rollback(List<ChangesetState> shown, Duration patience, ChangesetListener listener)
            throws SQLException, ChangesetFailedException {
        locked(patience, () -> {
            int count = leading(found().ran(), shown);
            if (count > 0) {
                run(listener, liquibase -> liquibase.rollback(count, new Contexts(), new LabelExpression()));
            }
        });
    }

    /** How many of the next ones were shown, up to the first that was not. */
    private static int leading(List<ChangesetState> next, List<ChangesetState> shown) {
        return (int) next.stream().takeWhile(shown::contains).count();
    }

    /**
     * Records all changesets that have not run as run, and runs none.
     *
     * @throws ChangelogBusyException as {@link #up}
     */
    public void sync(Duration patience) throws SQLException, ChangesetFailedException {
        locked(
                patience,
                () -> run(
                        ChangesetListener.SILENT,
                        liquibase -> liquibase.changeLogSync(new Contexts(), new LabelExpression())));
    }

    /** What nobody else may do meanwhile. */
    private interface Alone {
        void run() throws SQLException, ChangesetFailedException;
    }

    private void locked(Duration patience, Alone alone) throws SQLException, ChangesetFailedException {
        synchronized (LedgerSchema.ONE_AT_A_TIME) {
            long key = LOCK_CLASS | ((tables.schema() + "." + tables.history()).hashCode() & 0xffffffffL);
            SessionLock lock = SessionLock.acquire(connection, key, patience)
                    .orElseThrow(() -> new ChangelogBusyException("another process is applying changelogs here and was"
                            + " not done after " + patience.toSeconds() + " s"));
            try {
                Optional<String> holder = tables.holder(connection);
                if (holder.isPresent()) {
                    throw new ChangelogBusyException("Liquibase's own lock is taken in " + tables.schema() + "."
                            + tables.lock() + " by " + holder.get());
                }
                alone.run();
            } finally {
                lock.release();
            }
        }
    }

    private void run(ChangesetListener listener, Work work) throws SQLException, ChangesetFailedException {
        Progress progress = new Progress(listener);
        try {
            call(new ChangelogDatabase(), liquibase -> {
                liquibase.setChangeExecListener(progress);
                work.in(liquibase);
                return progress;
            });
        } catch (SQLException e) {
            if (progress.failed().isPresent()) {
                throw new ChangesetFailedException(progress.failed().get(), progress.done(), e);
            }
            throw e;
        }
    }

    /** Something to be done with Liquibase. */
    private interface Work {
        void in(Liquibase liquibase) throws LiquibaseException;
    }

    /** Something to be asked of Liquibase. */
    private interface Question<T> {
        T of(Liquibase liquibase) throws LiquibaseException;
    }

    @SuppressWarnings("try") // that declares any exception, and waits for nothing
    private <T> T call(ChangelogDatabase database, Question<T> question) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(project)) {
            database.setConnection(new JdbcConnection(connection));
            database.setDefaultSchemaName(tables.schema());
            database.setLiquibaseSchemaName(tables.schema());
            database.setDatabaseChangeLogTableName(tables.history());
            database.setDatabaseChangeLogLockTableName(tables.lock());
            Map<String, Object> quietly = new HashMap<>(Quiet.SCOPE);
            quietly.put(Scope.Attr.resourceAccessor.name(), files);
            return Scope.child(quietly, () -> {
                // They remember, for the life of the process, what a database has.
                Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
                Scope.getCurrentScope()
                        .getSingleton(ChangeLogHistoryServiceFactory.class)
                        .getChangeLogService(database)
                        .reset();
                Liquibase liquibase = new Liquibase(ROOT, files, database);
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.setChangeLogParameter(Changelog.PREFIX, prefix);
                return question.of(liquibase);
            });
        } catch (SQLException | SpecException e) {
            throw e;
        } catch (Exception e) {
            throw LiquibaseFailure.explained(e);
        } finally {
            if (!connection.isClosed()) {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                connection.setAutoCommit(autoCommit);
            }
        }
    }
}
