package dev.plumb.environment.database;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a database is and how to connect to it, whatever the URL was written in.
 *
 * @param hosts in the order in which they are tried, at least one
 * @param database its name
 * @param user the role
 * @param password absent if the server needs none or a password file has it
 * @param passwordFile the file that the URL names in place of the usual one
 * @param properties the JDBC driver's properties beside those above
 */
public record ConnectionSettings(
        List<HostPort> hosts,
        String database,
        String user,
        Optional<String> password,
        Optional<String> passwordFile,
        SortedMap<String, String> properties) {

    public ConnectionSettings {
        hosts = List.copyOf(hosts);
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /**
     * Reads a URL as libpq ({@code postgresql://}, {@code postgres://}) or JDBC ({@code jdbc:postgresql:}) writes it.
     *
     * @throws InvalidUrlException with what was expected
     */
    public static ConnectionSettings parse(String url) {
        String trimmed = url.strip();
        if (LibpqUrl.matches(trimmed)) {
            return new LibpqUrl(trimmed).settings();
        }
        if (JdbcUrl.matches(trimmed)) {
            return new JdbcUrl(trimmed).settings();
        }
        // Not shown: what stands here may be a secret in the wrong place.
        throw new InvalidUrlException(
                "this is not the URL of a PostgreSQL database",
                "write postgresql://user@host:5432/database or jdbc:postgresql://host:5432/database");
    }

    ConnectionSettings withPassword(String value) {
        return new ConnectionSettings(hosts, database, user, Optional.of(value), passwordFile, properties);
    }

    /** Another database of the same server. */
    public ConnectionSettings withDatabase(String name) {
        return new ConnectionSettings(hosts, name, user, password, passwordFile, properties);
    }

    /** The same for somebody who does not wait long for a connection. */
    public ConnectionSettings connectingWithin(Duration patience) {
        SortedMap<String, String> hurried = new TreeMap<>(properties);
        hurried.put("connectTimeout", Long.toString(patience.toSeconds()));
        hurried.put("loginTimeout", Long.toString(patience.toSeconds()));
        return new ConnectionSettings(hosts, database, user, password, passwordFile, hurried);
    }

    Secrets secrets() {
        List<String> values = new ArrayList<>();
        password.ifPresent(values::add);
        secretProperties().forEach(values::add);
        return new Secrets(values);
    }

    private List<String> secretProperties() {
        return properties.entrySet().stream()
                .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains("password"))
                .map(Map.Entry::getValue)
                .toList();
    }

    String authority() {
        return hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
    }

    String description() {
        return database + " on " + authority();
    }

    /** With the user, without secrets. */
    String jdbcUrl() {
        SortedMap<String, String> shown = new TreeMap<>(properties);
        shown.values().removeAll(secretProperties());
        shown.put("user", user);
        return "jdbc:postgresql://" + authority() + "/" + encoded(database) + query(shown);
    }

    /** Without the user and all properties: what the driver gets beside them. */
    String driverUrl() {
        return "jdbc:postgresql://" + authority() + "/" + encoded(database);
    }

    /** Without secrets, and without what only JDBC knows. */
    String libpqUrl() {
        SortedMap<String, String> shown = new TreeMap<>();
        properties.forEach((name, value) -> ConnectionParameter.ofJdbc(name)
                .filter(parameter -> parameter != ConnectionParameter.SSLPASSWORD)
                .ifPresent(parameter -> parameter.libpqValue(value).ifPresent(v -> shown.put(parameter.libpq(), v))));
        passwordFile.ifPresent(file -> shown.put("passfile", file));
        return "postgresql://" + encoded(user) + "@" + authority() + "/" + encoded(database) + query(shown);
    }

    private static String query(SortedMap<String, String> parameters) {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    // Percent signs for all that is not unreserved: read alike by libpq, which takes a plus sign literally, and by
    // JDBC.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    @Override
    public String toString() {
        return user + "@" + description();
    }
}
