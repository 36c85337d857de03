package dev.plumb.environment.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.Databases;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants a password and speaks TLS, with a certificate for {@code localhost} that it signed itself. */
class GuardedServerTest {
    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private static final Map<String, String> PASSWORD = Map.of("PGPASSWORD", "open sesame");

    @TempDir
    static Path project;

    private static Database superuser;
    private static String guest;

    @BeforeAll
    static void start() throws Exception {
        EmbeddedServer server = new EmbeddedServer(project, "dev", 18, ServerBinaries.installed(Map.of()));
        server.use().close();
        Path data = project.resolve(".plumb/dev/data");
        writeCertificate(data);
        Files.writeString(data.resolve("postgresql.conf"), "ssl = on\n", StandardOpenOption.APPEND);
        Path rules = data.resolve("pg_hba.conf");
        Files.writeString(rules, "host all guest all scram-sha-256\n" + Files.readString(rules));
        superuser = server.use();
        try (Connection connection = superuser.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create role guest login password 'open sesame'");
        }
        guest = superuser.libpqUrl().replaceFirst("postgres@", "guest@").replaceFirst("\\?.*", "");
    }

    @AfterAll
    static void stop() {
        superuser.close();
    }

    private static void writeCertificate(Path data) throws Exception {
        Path store = project.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(STORE_PASSWORD),
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(store.toFile())) {
            keys.load(in, STORE_PASSWORD);
        }
        writePem(
                data.resolve("server.key"),
                "PRIVATE KEY",
                keys.getKey("server", STORE_PASSWORD).getEncoded());
        writePem(
                data.resolve("server.crt"),
                "CERTIFICATE",
                keys.getCertificate("server").getEncoded());
    }

    private static void writePem(Path file, String kind, byte[] content) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + kind + "-----\n";
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static String usesTls(String url, Map<String, String> variables) throws Exception {
        try (Database database = Databases.open(url, variables);
                Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select ssl::text from pg_stat_ssl where pid = pg_backend_pid()")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static void assertRefused(String url, Map<String, String> variables, String happened, String remedy) {
        assertThatThrownBy(() -> usesTls(url, variables))
                .isInstanceOfSatisfying(DatabaseUnreachableException.class, e -> {
                    assertThat(e).hasMessageContaining(happened).message().doesNotContain("open says me");
                    assertThat(e.remedy()).contains(remedy);
                });
    }

    @Test
    void aPasswordLetsIn() throws Exception {
        assertThat(usesTls(guest, PASSWORD)).isEqualTo("true");
        assertThat(usesTls(guest + "?sslmode=disable", PASSWORD)).isEqualTo("false");
        assertThat(usesTls(guest.replace("guest@", "guest:open%20sesame@"), Map.of("HOME", "/nowhere")))
                .isEqualTo("true");
    }

    @Test
    void aFileOfPasswordsLetsInUnlessOthersMayReadIt() throws Exception {
        Path file = Files.writeString(project.resolve("pgpass"), "localhost:*:postgres:guest:open sesame\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Map<String, String> variables = Map.of("PGPASSFILE", file.toString());
        assertThat(usesTls(guest, variables)).isEqualTo("true");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused(guest, variables, "guest was not let in", "others may read it (chmod 0600)");
    }

    @Test
    void aWrongOrMissingPasswordIsSaidToBeSo() {
        assertRefused(guest, Map.of("PGPASSWORD", "open says me"), "guest was not let in", "check the password");
        assertRefused(guest, Map.of("HOME", "/nowhere"), "guest was not let in", "give a password");
    }

    @Test
    void theCertificateIsVerifiedAsAskedFor() throws Exception {
        String root = "&sslrootcert=" + project.resolve(".plumb/dev/data/server.crt");
        assertThat(usesTls(guest + "?sslmode=verify-full" + root, PASSWORD)).isEqualTo("true");
        assertThat(usesTls(guest + "?sslmode=require", PASSWORD)).isEqualTo("true");
        String byAddress = guest.replace("@localhost", "@127.0.0.1");
        assertThat(usesTls(byAddress + "?sslmode=verify-ca" + root, PASSWORD)).isEqualTo("true");
        assertRefused(byAddress + "?sslmode=verify-full" + root, PASSWORD, "127.0.0.1", "sslmode");
        assertRefused(guest + "?sslrootcert=system", PASSWORD, "encrypted", "sslrootcert");
        assertRefused(guest + "?sslmode=verify-full&sslrootcert=/no/such.crt", PASSWORD, "/no/such.crt", "sslrootcert");
    }
}
