package dev.plumb.environment.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code jdbc:postgresql://host:port,host2:port2/database?name=value&…} as the driver does. */
final class JdbcUrl {
    private static final String SCHEME = "jdbc:postgresql:";
    private static final Pattern FORM = Pattern.compile("(?s)jdbc:postgresql:(?://([^/?]*)/?|/)?([^/?]*)(?:\\?(.*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[^]]+]|[^:\\[]*)(?::(\\d{1,5}))?");

    private final String url;

    JdbcUrl(String url) {
        this.url = url;
    }

    static boolean matches(String url) {
        return url.startsWith(SCHEME);
    }

    ConnectionSettings settings() {
        Matcher form = FORM.matcher(url);
        if (!form.matches()) {
            throw new InvalidUrlException(
                    "'" + Secrets.none().mask(url) + "' cannot be read",
                    "write " + SCHEME + "//host:5432/database?user=name");
        }
        SortedMap<String, String> properties =
                properties(Optional.ofNullable(form.group(3)).orElse(""));
        String user = Optional.ofNullable(properties.remove("user")).orElseGet(() -> System.getProperty("user.name"));
        String database = decode(form.group(2));
        Optional<String> password = Optional.ofNullable(properties.remove("password"));
        return new ConnectionSettings(
                hosts(Optional.ofNullable(form.group(1)).orElse("")),
                database.isEmpty() ? user : database,
                user,
                password.filter(value -> !value.isEmpty()),
                Optional.empty(),
                properties);
    }

    private static List<HostPort> hosts(String authority) {
        if (authority.contains("@")) {
            throw new InvalidUrlException(
                    "a JDBC URL has no user before the host",
                    "write …/database?user=name, or the URL as postgresql://…");
        }
        List<HostPort> hosts = new ArrayList<>();
        for (String one : authority.split(",", -1)) {
            Matcher host = HOST.matcher(one);
            if (!host.matches()) {
                throw new InvalidUrlException("'" + one + "' is not a host and port", "write host:5432");
            }
            String name = host.group(1).replaceAll("[\\[\\]]", "");
            int port = Optional.ofNullable(host.group(2)).map(Integer::parseInt).orElse(HostPort.DEFAULT_PORT);
            hosts.add(new HostPort(name.isEmpty() ? "localhost" : name, port));
        }
        return hosts;
    }

    private static SortedMap<String, String> properties(String query) {
        SortedMap<String, String> properties = new TreeMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                properties.put(
                        equals < 0 ? pair : pair.substring(0, equals),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return properties;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidUrlException(
                    "a percent sign is not followed by two hexadecimal digits", "a percent sign itself is written %25");
        }
    }
}
