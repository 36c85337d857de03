package dev.plumb.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A server of its own with a standby that follows it by streaming replication, and that can be held back. */
public final class TestStandby implements AutoCloseable {
    private static final String NAME = "far away";

    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    private TestStandby(EmbeddedPostgres primary, EmbeddedPostgres standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /**
     * Starts both.
     *
     * @param folder for the standby's data
     */
    public static TestStandby start(Path folder) throws IOException, SQLException {
        EmbeddedPostgres primary = builder().setServerConfig("fsync", "off").start();
        Path data = folder.resolve("standby");
        copy(primary, data);
        Files.writeString(
                data.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=localhost port=" + primary.getPort() + " user=postgres application_name=''"
                        + NAME + "'''\nwal_receiver_status_interval = 1\n",
                StandardOpenOption.APPEND);
        Files.createFile(data.resolve("standby.signal"));
        return new TestStandby(
                primary,
                builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "off")
                        .start());
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setPgBinaryResolver((system, machine) -> TestPostgres.archive(TestPostgres.LATEST));
    }

    /** A base backup: the files as they are meanwhile, with the label that says from where on they are to be recovered. */
    private static void copy(EmbeddedPostgres primary, Path to) throws IOException, SQLException {
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            Path from;
            try (ResultSet row = statement.executeQuery("show data_directory")) {
                row.next();
                from = Path.of(row.getString(1));
            }
            statement.execute("select pg_backup_start('standby', true)");
            copyFiles(from, to);
            try (ResultSet row = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                row.next();
                Files.writeString(to.resolve("backup_label"), row.getString(1));
            }
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
    }

    private static void copyFiles(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        }
        for (Path file : all) {
            Path relative = from.relativize(file);
            boolean isLog = relative.startsWith("pg_wal") && !Files.isDirectory(file);
            boolean isOfTheProcess = relative.toString().matches("postmaster\\.(pid|opts)|epg-lock");
            if (!isLog && !isOfTheProcess) {
                Files.copy(file, to.resolve(relative));
            }
        }
    }

    /** A new, empty database of the primary. */
    public TestPostgres.TestDatabase newDatabase() {
        return TestPostgres.at(primary.getPort()).newDatabase();
    }

    /** From now on the standby receives what changes, and does not apply it. */
    public void holdBack() throws SQLException {
        execute("select pg_wal_replay_pause()");
    }

    public void letGo() throws SQLException {
        execute("select pg_wal_replay_resume()");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = standby.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws IOException {
        standby.close();
        primary.close();
    }
}
