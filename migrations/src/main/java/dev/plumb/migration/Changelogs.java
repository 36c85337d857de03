package dev.plumb.migration;

import dev.plumb.migration.ChangelogDatabase.Purpose;
import dev.plumb.migration.changelog.Changelog;
import dev.plumb.source.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.ChangeSetStatus;
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
     * Every changeset in the order in which they run. Writes nothing.
     *
     * @throws SpecException when a file cannot be understood, or was changed after it ran
     */
    public List<ChangesetState> states() throws SQLException {
        if (!Files.exists(project.resolve(ROOT))) {
            return List.of();
        }
        synchronized (LedgerSchema.ONE_AT_A_TIME) {
            return call(
                            Purpose.LOOKING,
                            liquibase -> liquibase.getChangeSetStatuses(new Contexts(), new LabelExpression(), false))
                    .stream()
                    .map(Changelogs::state)
                    .toList();
        }
    }

    private static ChangesetState state(ChangeSetStatus status) {
        return new ChangesetState(
                status.getChangeSet().getFilePath(),
                status.getChangeSet().getId(),
                status.getChangeSet().getAuthor(),
                Optional.ofNullable(status.getChangeSet().getLabels()).stream()
                        .flatMap(labels -> labels.getLabels().stream())
                        .map(l -> l.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(status.getChangeSet().getComments()).orElse(""),
                Optional.ofNullable(status.getDateLastExecuted()).map(d -> d.toInstant()));
    }

    /**
     * Runs the next changesets that have not run.
     *
     * @param count how many, at least 1
     * @throws ChangelogBusyException when somebody else is at it for longer than the patience, or Liquibase itself is
     * @throws ChangesetFailedException when the server does not accept one
     */
    public void up(int count, Duration patience, ChangesetListener listener)
            throws SQLException, ChangesetFailedException {
        locked(patience, listener, liquibase -> liquibase.update(count, new Contexts(), new LabelExpression()));
    }

    /**
     * Takes the last changesets back.
     *
     * @param count how many, at least 1
     * @throws ChangelogBusyException as {@link #up}
     * @throws ChangesetFailedException when the server does not accept the rollback of one
     */
    public void rollback(int count, Duration patience, ChangesetListener listener)
            throws SQLException, ChangesetFailedException {
        locked(patience, listener, liquibase -> liquibase.rollback(count, new Contexts(), new LabelExpression()));
    }

    /**
     * Records all changesets that have not run as run, and runs none.
     *
     * @throws ChangelogBusyException as {@link #up}
     */
    public void sync(Duration patience) throws SQLException, ChangesetFailedException {
        locked(
                patience,
                ChangesetListener.SILENT,
                liquibase -> liquibase.changeLogSync(new Contexts(), new LabelExpression()));
    }

    private void locked(Duration patience, ChangesetListener listener, Work work)
            throws SQLException, ChangesetFailedException {
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
                run(listener, work);
            } finally {
                lock.release();
            }
        }
    }

    private void run(ChangesetListener listener, Work work) throws SQLException, ChangesetFailedException {
        Progress progress = new Progress(listener);
        try {
            call(Purpose.RUNNING, liquibase -> {
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
    private <T> T call(Purpose purpose, Question<T> question) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(project)) {
            ChangelogDatabase database = new ChangelogDatabase(purpose);
            database.setConnection(new JdbcConnection(connection));
            database.setDefaultSchemaName(tables.schema());
            database.setLiquibaseSchemaName(tables.schema());
            database.setDatabaseChangeLogTableName(tables.history());
            database.setDatabaseChangeLogLockTableName(tables.lock());
            Map<String, Object> quietly = new HashMap<>(Quiet.SCOPE);
            quietly.put(Scope.Attr.resourceAccessor.name(), files);
            return Scope.child(quietly, () -> {
                // It remembers, for the life of the process, that a database has everything.
                Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
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
