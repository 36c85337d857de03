package dev.plumb.environment.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** A database that a URL names. */
public final class UrlDatabase implements Database {
    private static final int CONNECT_TIMEOUT_SECONDS = 10;

    private final ConnectionSettings settings;
    private final Optional<String> passwordFileObjection;

    private UrlDatabase(ConnectionSettings settings, Optional<String> passwordFileObjection) {
        this.settings = settings;
        this.passwordFileObjection = passwordFileObjection;
    }

    /**
     * @param variables the environment in which {@code PGPASSWORD}, {@code PGPASSFILE} and {@code HOME} are looked up when
     *     the URL has no password
     */
    public static UrlDatabase of(ConnectionSettings settings, Map<String, String> variables) {
        if (settings.password().isPresent()) {
            return new UrlDatabase(settings, Optional.empty());
        }
        Optional<String> variable =
                Optional.ofNullable(variables.get("PGPASSWORD")).filter(p -> !p.isEmpty());
        if (variable.isPresent()) {
            return new UrlDatabase(settings.withPassword(variable.get()), Optional.empty());
        }
        PasswordFile file = PasswordFile.of(settings, variables);
        return new UrlDatabase(
                file.password(settings).map(settings::withPassword).orElse(settings), file.objection());
    }

    /** A server that asks for no password: none is looked up. */
    public static UrlDatabase withoutPassword(ConnectionSettings settings) {
        return new UrlDatabase(settings, Optional.empty());
    }

    @Override
    public Connection connect() {
        try {
            return DriverManager.getConnection(settings.driverUrl(), properties());
        } catch (SQLException e) {
            throw new ConnectionFailure(settings, passwordFileObjection).translate(e);
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "plumb");
        properties.setProperty("tcpKeepAlive", "true");
        // A named statement would fail after the DDL in between has changed its result.
        properties.setProperty("prepareThreshold", "0");
        // Saves a round trip; a server that is older is told from its version later.
        properties.setProperty("assumeMinServerVersion", "9.0");
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_TIMEOUT_SECONDS));
        settings.properties().forEach(properties::setProperty);
        int seconds = seconds(properties.getProperty("connectTimeout"));
        // The driver's timeout ends with the TCP handshake; this one covers a server that accepts and then says
        // nothing.
        properties.putIfAbsent(
                "loginTimeout",
                Integer.toString(seconds <= 0 ? 0 : seconds * (settings.hosts().size() + 1)));
        properties.setProperty("user", settings.user());
        // Empty rather than absent: otherwise the driver looks for a password file by itself, without its owner's
        // check.
        properties.setProperty("password", settings.password().orElse(""));
        return properties;
    }

    private static int seconds(String timeout) {
        return timeout.matches("\\d{1,6}") ? Integer.parseInt(timeout) : 0;
    }

    @Override
    public String description() {
        return settings.description();
    }

    @Override
    public String jdbcUrl() {
        return settings.jdbcUrl();
    }

    @Override
    public String libpqUrl() {
        return settings.libpqUrl();
    }

    @Override
    public Map<String, String> libpqEnvironment() {
        return settings.password().map(p -> Map.of("PGPASSWORD", p)).orElse(Map.of());
    }

    @Override
    public Secrets secrets() {
        return settings.secrets();
    }

    @Override
    public void close() {
        // A server that others run needs nothing.
    }

    @Override
    public String toString() {
        return description();
    }
}
