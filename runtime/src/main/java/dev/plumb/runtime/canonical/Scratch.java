package dev.plumb.runtime.canonical;

import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.schema.sql.SqlNames;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A transaction with empty schemas of its own, rolled back when it is closed: nothing of it is ever seen by anyone else, nor left
 * behind by a failure or a lost connection. For one thread.
 */
final class Scratch implements AutoCloseable {
    /** What decides how texts are read and written, so that every session agrees; no limit that ends it half-way; no chatter. */
    private static final List<String> SETTINGS = List.of(
            "set local client_min_messages = error",
            "set local statement_timeout = 0",
            "set local idle_in_transaction_session_timeout = 0",
            "set local standard_conforming_strings = on",
            "set local check_function_bodies = off",
            "set local datestyle = 'ISO, MDY'",
            "set local intervalstyle = postgres",
            "set local timezone = 'UTC'",
            "set local bytea_output = hex",
            "set local extra_float_digits = 1",
            "set local xmloption = content",
            "set local array_nulls = on",
            "set local transform_null_equals = off",
            "set local default_tablespace = ''",
            "set local default_table_access_method = heap",
            "set local row_security = on");

    private final Connection connection;
    private final Map<String, String> schemas;
    private final List<String> extensionSchemas;

    private Scratch(Connection connection, Map<String, String> schemas, List<String> extensionSchemas) {
        this.connection = connection;
        this.schemas = Map.copyOf(schemas);
        this.extensionSchemas = List.copyOf(extensionSchemas);
    }

    /**
     * @param connection in no transaction; until the scratch is closed it is used for nothing else
     * @param present what needs a schema of its own here
     * @param reserved what needs only the name of one
     */
    static Scratch open(Connection connection, Set<String> present, Set<String> reserved) {
        Map<String, String> schemas = new LinkedHashMap<>();
        String prefix = "plumb_" + UUID.randomUUID().toString().substring(0, 8) + "_";
        Set<String> all = new TreeSet<>(present);
        all.addAll(reserved);
        all.forEach(logical -> schemas.put(logical, prefix + (schemas.size() + 1)));
        try {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("a scratch transaction needs a connection that is in no transaction");
            }
            connection.setAutoCommit(false);
            Scratch scratch = new Scratch(connection, schemas, extensionSchemas(connection));
            scratch.begin(present);
            return scratch;
        } catch (SQLException e) {
            giveUp(connection, e);
            throw DatabaseException.during(
                    "creating scratch schemas, which needs the privilege CREATE on the database", e);
        }
    }

    private static void giveUp(Connection connection, SQLException cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void begin(Set<String> present) throws SQLException {
        List<String> statements = new ArrayList<>(SETTINGS);
        for (String logical : present) {
            String name = SqlNames.quote(Standing.of(schemas, logical));
            statements.add("create schema " + name);
            // A copied view may go to an owner who must be able to create it here.
            statements.add("grant all on schema " + name + " to public");
        }
        execute(statements);
    }

    /** Where types, functions and operator classes of extensions are; sorted. */
    private static List<String> extensionSchemas(Connection connection) throws SQLException {
        String sql = "select distinct n.nspname from pg_catalog.pg_extension e"
                + " join pg_catalog.pg_namespace n on n.oid = e.extnamespace"
                + " where n.nspname <> 'pg_catalog' order by 1";
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    Connection connection() {
        return connection;
    }

    /** The schema here by what it stands for. */
    Map<String, String> schemas() {
        return schemas;
    }

    /** The statement after which unqualified names mean the given schemas, in their order, and then those of extensions. */
    String searchPath(Stream<String> first) {
        return Stream.concat(first, extensionSchemas.stream())
                .map(SqlNames::quote)
                .distinct()
                .collect(Collectors.joining(", ", "set local search_path = ", ""));
    }

    /** Runs the statements in one round trip. After an error the transaction accepts only a rollback to a savepoint. */
    void execute(List<String> statements) throws SQLException {
        try (Statement batch = connection.createStatement()) {
            batch.setEscapeProcessing(false);
            for (String statement : statements) {
                batch.addBatch(statement);
            }
            batch.executeBatch();
        } catch (BatchUpdateException e) {
            throw e.getNextException() == null ? e : e.getNextException();
        }
    }

    /** Runs the statements, all or none; after an error the transaction is as before. */
    void run(List<String> statements) throws SQLException {
        execute(List.of("savepoint plumb_run"));
        try {
            execute(statements);
        } catch (SQLException e) {
            if (!connection.isClosed()) {
                execute(List.of("rollback to savepoint plumb_run"));
            }
            throw e;
        }
        execute(List.of("release savepoint plumb_run"));
    }

    @Override
    public void close() {
        try {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw DatabaseException.during("rolling back the scratch schemas", e);
        }
    }
}
