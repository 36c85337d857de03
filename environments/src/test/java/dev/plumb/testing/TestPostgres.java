package dev.plumb.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Real servers for tests: one per major version and JVM, started on first use, stopped when the JVM ends; a new database
 * for each test. Durability is switched off, so tests of crashes of the server itself need another one.
 */
public final class TestPostgres {
    public static final int LATEST = 18;

    private static final Map<Integer, TestPostgres> SERVERS = new ConcurrentHashMap<>();
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final int port;
    private final String prefix;
    private final Map<String, TestDatabase> prepared = new ConcurrentHashMap<>();

    private TestPostgres(int port, String prefix) {
        this.port = port;
        this.prefix = prefix;
    }

    /** The server of the newest version. */
    public static TestPostgres latest() {
        return of(LATEST);
    }

    /**
     * The server of a major version.
     *
     * @param major 14 to 18
     */
    public static TestPostgres of(int major) {
        return SERVERS.computeIfAbsent(major, TestPostgres::start);
    }

    /**
     * A server of this machine that runs already and lets its role {@code postgres} in without a password. Its databases stay when the
     * JVM ends.
     */
    public static TestPostgres at(int port) {
        return new TestPostgres(port, "test_" + ProcessHandle.current().pid() + "_");
    }

    private static TestPostgres start(int major) {
        try {
            return new TestPostgres(
                    EmbeddedPostgres.builder()
                            .setPgBinaryResolver((system, machine) -> archive(major))
                            .setServerConfig("fsync", "off")
                            .setServerConfig("full_page_writes", "off")
                            .setServerConfig("synchronous_commit", "off")
                            .setServerConfig("max_connections", "100")
                            .setServerConfig("max_locks_per_transaction", "1024")
                            .start()
                            .getPort(),
                    "test_");
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + major + " did not start", e);
        }
    }

    /** The archive of the server inside the jar that carries it. The stream reads the whole entry's content lazily. */
    static InputStream archive(int major) throws IOException {
        Path jar = Path.of(System.getProperty("plumb.postgres.binaries"), "postgres-" + major + ".jar");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(e -> e.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz in " + jar));
            try (InputStream in = zip.getInputStream(entry)) {
                return new java.io.ByteArrayInputStream(in.readAllBytes());
            }
        }
    }

    /** A new, empty database, encoding UTF-8. */
    public TestDatabase newDatabase() {
        return newDatabase("template0 encoding 'UTF8'");
    }

    /** What a test wants to be there before it begins. */
    @FunctionalInterface
    public interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    /**
     * A new database that is prepared.
     *
     * @param what the preparation is called: it is done once for all databases that ask for the same
     */
    public TestDatabase newDatabase(String what, Preparation preparation) {
        return copyOf(prepared.computeIfAbsent(what, w -> {
            TestDatabase original = newDatabase();
            try (Connection connection = original.connect()) {
                preparation.prepare(connection);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot prepare " + what, e);
            }
            return original;
        }));
    }

    /** A new database with everything that is in another one, to which nobody may be connected. */
    public TestDatabase copyOf(TestDatabase original) {
        return newDatabase(original.name());
    }

    private TestDatabase newDatabase(String template) {
        String name = prefix + DATABASES.incrementAndGet();
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
            return new TestDatabase(this, name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a test database", e);
        }
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + port + "/" + database + "?user=postgres");
    }

    int port() {
        return port;
    }

    /** One database of a test server; the role is a superuser without a password. */
    public record TestDatabase(TestPostgres server, String name) {
        /** A new connection, which the caller closes. */
        public Connection connect() throws SQLException {
            return server.connect(name);
        }

        public String jdbcUrl() {
            return "jdbc:postgresql://localhost:" + server.port() + "/" + name + "?user=postgres";
        }

        /** As libpq writes it, for {@code plumb.yaml} and for psql. */
        public String url() {
            return "postgresql://postgres@localhost:" + server.port() + "/" + name;
        }

        /** Runs statements, several at once if separated by semicolons. */
        public void execute(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot run: " + sql, e);
            }
        }

        /** The number that a query gives. */
        public long count(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                return row.getLong(1);
            } catch (SQLException e) {
                throw new IllegalStateException("cannot run: " + sql, e);
            }
        }
    }
}
