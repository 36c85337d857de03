package dev.plumb.migration;

import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DatabaseChangelogCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.command.core.helpers.ShowSummaryArgument;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.resource.ClassLoaderResourceAccessor;

/**
 * Runs the ledger's changelog with Liquibase, without a word on any stream, without a call home, and without touching the
 * settings of an application that uses Liquibase itself: whatever is changed lives in a scope of its own.
 */
final class LedgerChangelog {
    /** Part of the identity of every changeset: never move the file. */
    private static final String CHANGELOG = "dev/plumb/migration/ledger.sql";

    private LedgerChangelog() {}

    static void update(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        try {
            LedgerDatabase database = new LedgerDatabase();
            database.setConnection(new JdbcConnection(connection));
            database.setDefaultSchemaName("plumb");
            database.setLiquibaseSchemaName("plumb");
            Scope.child(quietly(), () -> command(database).execute());
        } catch (SQLException e) {
            throw e;
        } catch (Exception e) {
            throw serversAnswer(e);
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(autoCommit);
            }
        }
    }

    private static CommandScope command(LedgerDatabase database) throws LiquibaseException {
        return new CommandScope(UpdateCommandStep.COMMAND_NAME)
                .addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database)
                .addArgumentValue(UpdateCommandStep.CHANGELOG_FILE_ARG, CHANGELOG)
                .addArgumentValue(DatabaseChangelogCommandStep.CHANGELOG_PARAMETERS, null)
                .addArgumentValue(ShowSummaryArgument.SHOW_SUMMARY, UpdateSummaryEnum.OFF)
                .setOutput(OutputStream.nullOutputStream());
    }

    private static Map<String, Object> quietly() {
        Map<String, Object> scope = new HashMap<>(Quiet.SCOPE);
        scope.put(
                Scope.Attr.resourceAccessor.name(),
                new ClassLoaderResourceAccessor(LedgerChangelog.class.getClassLoader()));
        return scope;
    }

    private static SQLException serversAnswer(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException answer) {
                return answer;
            }
        }
        return new SQLException("Liquibase cannot create the ledger: " + e.getMessage(), e);
    }
}
