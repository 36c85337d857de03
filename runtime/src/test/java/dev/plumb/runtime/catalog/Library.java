package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A database with the schemas of two directories of environment {@code dev}, and one that belongs to nobody. */
record Library(TestDatabase database) {
    static final DirectoryPath PATH = DirectoryPath.of("library");
    static final DirectoryPath RAW = DirectoryPath.of("library", "raw");
    static final Map<DirectoryPath, String> SCHEMAS = Map.of(PATH, "dev_library", RAW, "dev_library__raw");

    static Library on(int major, String sql) {
        TestDatabase database = TestPostgres.of(major).newDatabase();
        database.execute("create schema dev_library; create schema dev_library__raw; create schema reports");
        database.execute("set search_path = dev_library, public; " + sql);
        return new Library(database);
    }

    static Library onLatest(String sql) {
        return on(TestPostgres.LATEST, sql);
    }

    void execute(String sql) {
        database.execute("set search_path = dev_library, public; " + sql);
    }

    /** What the server says when the statement fails. */
    String attempt(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set search_path = dev_library, public");
            statement.execute(sql);
            return "";
        } catch (SQLException e) {
            return String.valueOf(e.getMessage());
        }
    }

    CatalogState read() {
        try (Connection connection = database.connect()) {
            return CatalogReader.live().read(connection, SCHEMAS);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the catalog", e);
        }
    }

    String fingerprint() {
        try (Connection connection = database.connect()) {
            return CatalogFingerprint.of(connection, SCHEMAS.values());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot take the fingerprint", e);
        }
    }

    Table table(String name) {
        return object(Table.class, name);
    }

    <O extends SchemaObject> O object(Class<O> type, String name) {
        return read().schema()
                .directory(PATH)
                .orElseThrow()
                .objects(type)
                .filter(o -> o.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
