package dev.plumb.runtime.canonical;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.ddl.Ddl;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.SourceFile;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A database of a test with the connection that the tested code uses, and its directories under the prefix {@code dev_}. */
final class Database implements AutoCloseable {
    private final TestDatabase database;
    private final Connection connection;

    Database(int major) throws SQLException {
        this.database = TestPostgres.of(major).newDatabase();
        this.connection = database.connect();
    }

    TestDatabase server() {
        return database;
    }

    Connection connection() {
        return connection;
    }

    static Spec spec(String yaml) {
        return SpecReader.read(List.of(new SourceFile("schema/test.yaml", yaml)));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Database.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<DirectoryPath, String> schemas(Schema schema) {
        Map<DirectoryPath, String> schemas = new HashMap<>();
        schema.directories()
                .forEach(d -> schemas.put(d.path(), "dev_" + d.path().schemaName()));
        return schemas;
    }

    CanonicalSchema canonicalize(Spec spec) throws SQLException {
        return canonicalizer(spec).canonicalize(spec);
    }

    Canonicalizer canonicalizer(Spec spec) throws SQLException {
        Map<DirectoryPath, String> schemas = schemas(spec.schema());
        return new Canonicalizer(connection, schemas, read(schemas).knownNames());
    }

    CatalogState read(Map<DirectoryPath, String> schemas) throws SQLException {
        return CatalogReader.live().read(connection, schemas);
    }

    /** Creates everything for real, from the canonical texts. */
    void create(Schema schema) throws SQLException {
        Map<String, String> physical = new HashMap<>();
        schemas(schema).forEach((d, s) -> physical.put(d.schemaName(), s));
        NameMap names = new NameMap(physical, Names.objectNames(schema));
        for (String schemaName : physical.values()) {
            execute("create schema \"" + schemaName + "\"");
        }
        List<Trial> pending = Replica.trials(new Ddl(names), schema);
        while (!pending.isEmpty()) {
            List<Trial> failed = new ArrayList<>();
            SQLException last = new SQLException("nothing failed");
            for (Trial trial : pending) {
                try {
                    execute(trial.sql());
                } catch (SQLException e) {
                    e.addSuppressed(new IllegalStateException(trial.sql()));
                    last = e;
                    failed.add(trial);
                }
            }
            if (failed.size() == pending.size()) {
                throw last;
            }
            pending = failed;
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    List<String> query(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery(sql)) {
            while (results.next()) {
                rows.add(results.getString(1));
            }
        }
        return rows;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
