package dev.plumb.environment.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlDatabaseTest {
    private final TestDatabase server = TestPostgres.latest().newDatabase();

    private static UrlDatabase database(String url) {
        return UrlDatabase.of(ConnectionSettings.parse(url), Map.of("HOME", "/nowhere"));
    }

    private static String ask(UrlDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void connectsAsPlumb() throws SQLException {
        assertThat(ask(database(server.url()), "show application_name")).isEqualTo("plumb");
        assertThat(ask(database(server.url() + "?application_name=deploy"), "show application_name"))
                .isEqualTo("deploy");
        assertThat(ask(database(server.jdbcUrl()), "select current_database()")).isEqualTo(server.name());
    }

    @Test
    void passesOptionsOn() throws SQLException {
        assertThat(ask(database(server.url() + "?options=-c%20geqo%3Doff"), "show geqo"))
                .isEqualTo("off");
        assertThat(ask(database(server.url() + "?target_session_attrs=read-write&connect_timeout=3"), "select 1"))
                .isEqualTo("1");
    }

    @Test
    void triesTheNextServerWhenOneDoesNotListen() throws Exception {
        String url = server.url().replace("@localhost", "@localhost:" + closedPort() + ",localhost");
        assertThat(ask(database(url), "select 1")).isEqualTo("1");
    }

    @Test
    void namesOfDatabasesMayBeHostile() throws SQLException {
        String name = "My \"db\"/%é?&" + server.name();
        server.execute("create database \"" + name.replace("\"", "\"\"") + "\"");
        String encoded = Secrets.percentEncoded(name);
        UrlDatabase database = database(server.url().replace("/" + server.name(), "/" + encoded));
        assertThat(ask(database, "select current_database()")).isEqualTo(name);
        assertThat(ask(database(database.jdbcUrl()), "select current_database()"))
                .isEqualTo(name);
        assertThat(ask(database(database.libpqUrl()), "select current_database()"))
                .isEqualTo(name);
    }

    @Test
    void aServerThatDoesNotListenIsSaidToBeDown() throws Exception {
        assertUnreachable(
                "postgresql://u:secret@localhost:" + closedPort() + "/d", "nothing listens at", "start the server");
    }

    @Test
    void aHostThatNobodyKnowsIsSaidToBeUnknown() {
        assertUnreachable("postgresql://u:secret@no-such-host.invalid/d", "no host of", "check the host's name");
    }

    @Test
    void aServerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertUnreachable(
                    "postgresql://u:secret@localhost:" + silent.getLocalPort() + "/d?connect_timeout=1&sslmode=disable",
                    "localhost:" + silent.getLocalPort(),
                    "check");
        }
    }

    @Test
    void aMissingDatabaseIsNamed() {
        assertUnreachable(
                server.url().replace("/" + server.name(), "/nowhere"),
                "there is no database nowhere",
                "createdb nowhere");
    }

    @Test
    void anEncryptedConnectionThatTheServerDoesNotOfferIsExplained() {
        assertUnreachable(server.url() + "?sslmode=require", "SSL", "sslmode");
    }

    @Test
    void aRoleThatMayNotConnectIsToldWhatToGrant() {
        server.execute("create role guest_" + server.name() + " login; revoke connect on database " + server.name()
                + " from public");
        assertUnreachable(
                server.url().replace("postgres@", "guest_" + server.name() + "@"),
                "permission denied",
                "grant connect on database");
    }

    @Test
    void tooManyConnectionsAreExplained() {
        String guest = "lonely_" + server.name();
        server.execute("create role " + guest + " login connection limit 0");
        assertUnreachable(server.url().replace("postgres@", guest + "@"), "too many connections", "connection limit");
    }

    @Test
    void anUnknownRoleIsNamed() {
        assertUnreachable(server.url().replace("postgres@", "nobody_here@"), "nobody_here", "check");
    }

    private static void assertUnreachable(String url, String happened, String remedy) {
        assertThatThrownBy(() -> database(url).connect().close())
                .isInstanceOfSatisfying(DatabaseUnreachableException.class, e -> {
                    assertThat(e).hasMessageContaining(happened).message().doesNotContain("secret");
                    assertThat(e.remedy()).contains(remedy);
                });
    }

    private static int closedPort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
