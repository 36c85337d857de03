package dev.plumb.environment.database;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code postgresql://user:password@host:port,host2:port2/database?name=value&…} as libpq's parser does. */
final class LibpqUrl {
    private static final Pattern SCHEME = Pattern.compile("(?s)postgres(?:ql)?://(.*)");
    private static final Pattern HOST = Pattern.compile("(\\[[^]]*]|[^:/?,\\[]*)(?::([^/?,]*))?");
    private static final int MAX_PORT = 65535;

    private final String rest;
    private final Map<String, String> parameters = new HashMap<>();
    private Optional<String> user = Optional.empty();
    private Optional<String> password = Optional.empty();
    private final List<String> hosts = new ArrayList<>();
    private final List<String> ports = new ArrayList<>();
    private Optional<String> database = Optional.empty();

    LibpqUrl(String url) {
        Matcher scheme = SCHEME.matcher(url);
        if (!scheme.matches()) {
            throw new IllegalArgumentException("not a libpq URL");
        }
        rest = scheme.group(1);
    }

    static boolean matches(String url) {
        return SCHEME.matcher(url).matches();
    }

    ConnectionSettings settings() {
        int hostsEnd = readHosts(readCredentials());
        if (hostsEnd < rest.length() && rest.charAt(hostsEnd) == '/') {
            int query = rest.indexOf('?', hostsEnd);
            int end = query < 0 ? rest.length() : query;
            database = nonEmpty(decode(rest.substring(hostsEnd + 1, end), "the database's name"));
            hostsEnd = end;
        }
        if (hostsEnd < rest.length()) {
            readParameters(rest.substring(hostsEnd + 1));
        }
        return assembled();
    }

    /** The part before an at sign, if that stands before the first slash. Returns where the hosts begin. */
    private int readCredentials() {
        int slash = rest.indexOf('/');
        int at = rest.indexOf('@');
        if (at < 0 || (slash >= 0 && slash < at)) {
            return 0;
        }
        String credentials = rest.substring(0, at);
        int colon = credentials.indexOf(':');
        user = nonEmpty(decode(colon < 0 ? credentials : credentials.substring(0, colon), "the user's name"));
        if (colon >= 0) {
            password = nonEmpty(decode(credentials.substring(colon + 1), "the password"));
        }
        return at + 1;
    }

    private int readHosts(int start) {
        int at = start;
        while (true) {
            Matcher host = HOST.matcher(rest).region(at, rest.length());
            if ((rest.startsWith("[", at) && rest.indexOf(']', at) < 0) || !host.lookingAt()) {
                throw new InvalidUrlException("an IPv6 address is not closed", "end it with a ]");
            }
            String name = host.group(1);
            hosts.add(name.startsWith("[") ? name.substring(1, name.length() - 1) : decode(name, "a host"));
            ports.add(Optional.ofNullable(host.group(2)).orElse(""));
            at = host.end();
            if (at == rest.length() || rest.charAt(at) == '/' || rest.charAt(at) == '?') {
                return at;
            }
            if (rest.charAt(at) != ',') {
                throw new InvalidUrlException(
                        "after the address [" + hosts.get(hosts.size() - 1) + "] stands '" + rest.charAt(at) + "'",
                        "expected a colon and the port, a comma, a slash or the end; a password's @ / : are written %40 %2F %3A");
            }
            at++;
        }
    }

    private void readParameters(String query) {
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0 || pair.indexOf('=', equals + 1) >= 0) {
                throw new InvalidUrlException(
                        "the parameter '" + (equals < 0 ? pair : pair.substring(0, equals))
                                + "' is not written name=value",
                        "an equals sign or & within a value is written %3D or %26");
            }
            String name = decode(pair.substring(0, equals), "a parameter's name");
            readParameter(name, decode(pair.substring(equals + 1), "the value of " + name));
        }
    }

    private void readParameter(String name, String value) {
        switch (name) {
            case "user" -> user = nonEmpty(value);
            case "password" -> password = nonEmpty(value);
            case "dbname" -> database = nonEmpty(value);
            case "host" -> replace(hosts, value);
            case "port" -> replace(ports, value);
            case "ssl" ->
                parameters.put(value.equals("true") ? "sslmode" : "ssl", value.equals("true") ? "require" : value);
            default -> parameters.put(name, value);
        }
    }

    private static void replace(List<String> list, String commaSeparated) {
        list.clear();
        list.addAll(List.of(commaSeparated.split(",", -1)));
    }

    private ConnectionSettings assembled() {
        Optional<String> passwordFile = Optional.ofNullable(parameters.remove("passfile"));
        // As in libpq, the operating system's user is the default role, and the role the default database.
        String role = user.orElseGet(() -> System.getProperty("user.name"));
        SortedMap<String, String> properties = new TreeMap<>();
        parameters.forEach((name, value) -> property(name, value, properties));
        LibpqTls.complete(properties);
        return new ConnectionSettings(servers(), database.orElse(role), role, password, passwordFile, properties);
    }

    private static void property(String name, String value, SortedMap<String, String> properties) {
        ConnectionParameter parameter = ConnectionParameter.ofLibpq(name)
                .orElseThrow(() -> new InvalidUrlException(
                        "the parameter '" + name + "' is none that Plumb can pass on to its driver",
                        "remove it; there are " + String.join(", ", ConnectionParameter.libpqNames())
                                + ", passfile, host, port, dbname, user, password"));
        properties.put(parameter.jdbc(), parameter.jdbcValue(value));
    }

    private List<HostPort> servers() {
        if (ports.size() != hosts.size() && ports.size() != 1) {
            throw new InvalidUrlException(
                    "there are " + ports.size() + " ports for " + hosts.size() + " hosts",
                    "give one for each, or one for all");
        }
        List<HostPort> servers = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            servers.add(new HostPort(host(hosts.get(i)), port(ports.size() == 1 ? ports.get(0) : ports.get(i))));
        }
        return servers;
    }

    private static String host(String host) {
        if (host.isEmpty() || host.startsWith("/") || host.startsWith("@")) {
            throw new InvalidUrlException(
                    host.isEmpty()
                            ? "the URL names no host, which for libpq means a Unix socket"
                            : "the host " + host + " is a Unix socket",
                    "Java's driver cannot use Unix sockets: write a host, such as localhost, and let pg_hba.conf admit it");
        }
        return host;
    }

    private static int port(String port) {
        if (port.isEmpty()) {
            return HostPort.DEFAULT_PORT;
        }
        if (port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT) {
            return Integer.parseInt(port);
        }
        // Not shown: what stands here may be the rest of a password with an unescaped slash.
        throw new InvalidUrlException(
                "the port is not a number from 1 to " + MAX_PORT, "a password's @ / : are written %40 %2F %3A");
    }

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static String decode(String text, String what) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.put(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                throw new InvalidUrlException(
                        "a percent sign in " + what + " is not followed by two hexadecimal digits",
                        "a percent sign itself is written %25");
            }
            decoded.put((byte) (high * 16 + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new InvalidUrlException(what + " is not UTF-8 once decoded", "encode its bytes as UTF-8");
        }
    }
}
