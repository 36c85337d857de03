package dev.plumb.environment.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The file in which libpq programs find passwords: lines of {@code host:port:database:user:password}, where {@code *} stands
 * for anything and a backslash takes a colon or backslash literally. As in libpq, a file that others may read is not used.
 *
 * @param path the file, which need not exist
 */
record PasswordFile(Path path) {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);
    private static final int FIELDS = 5;

    /** The one that the URL names, or {@code PGPASSFILE}, or the usual one. */
    static PasswordFile of(ConnectionSettings settings, Map<String, String> variables) {
        return new PasswordFile(settings.passwordFile()
                .or(() -> Optional.ofNullable(variables.get("PGPASSFILE")))
                .map(Path::of)
                .orElseGet(() -> usual(variables)));
    }

    private static Path usual(Map<String, String> variables) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows");
        if (windows && variables.containsKey("APPDATA")) {
            return Path.of(variables.get("APPDATA"), "postgresql", "pgpass.conf");
        }
        return Path.of(variables.getOrDefault("HOME", System.getProperty("user.home")), ".pgpass");
    }

    /** Why the file is not used although it is there. */
    Optional<String> objection() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(path)) {
            return Optional.of("the password file " + path + " was not used: it is not a plain file");
        }
        if (!Files.isReadable(path)) {
            return Optional.of("the password file " + path + " was not used: it cannot be read");
        }
        return readableByOthers()
                ? Optional.of("the password file " + path + " was not used: others may read it (chmod 0600)")
                : Optional.empty();
    }

    private boolean readableByOthers() {
        try {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(Files.getPosixFilePermissions(path));
            return permissions.removeAll(OTHERS);
        } catch (UnsupportedOperationException e) {
            return false; // a system without such permissions: libpq does not check there either
        } catch (IOException e) {
            return true;
        }
    }

    /** The password of the first line that fits the first host that has one. */
    Optional<String> password(ConnectionSettings settings) {
        if (!Files.exists(path) || objection().isPresent()) {
            return Optional.empty();
        }
        List<String> lines = lines();
        return settings.hosts().stream()
                .flatMap(host -> lines.stream().flatMap(line -> password(line, host, settings).stream()))
                .findFirst();
    }

    private List<String> lines() {
        try {
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new DatabaseUnreachableException(
                    "the password file " + path + " cannot be read", "make it readable or remove it", e);
        }
    }

    private static Optional<String> password(String line, HostPort host, ConnectionSettings settings) {
        if (line.startsWith("#")) {
            return Optional.empty();
        }
        List<String> fields = fields(line);
        List<String> sought = List.of(host.host(), Integer.toString(host.port()), settings.database(), settings.user());
        if (fields.size() < FIELDS) {
            return Optional.empty();
        }
        for (int i = 0; i < sought.size(); i++) {
            if (!fields.get(i).equals("*") && !unescaped(fields.get(i)).equals(sought.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(unescaped(fields.get(FIELDS - 1)));
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':') {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
                if (c == '\\' && i + 1 < line.length()) {
                    field.append(line.charAt(++i));
                }
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static String unescaped(String field) {
        return field.replaceAll("(?s)\\\\(.)", "$1");
    }
}
