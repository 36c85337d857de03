package dev.plumb.environment;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.InvalidUrlException;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An environment as {@code plumb.yaml} has it. Variables are filled in when it is used, so that one that is not set troubles
 * nobody who works elsewhere.
 */
record EnvironmentEntry(
        String name,
        YamlScalar database,
        Optional<Long> version,
        SourceLocation versionAt,
        Optional<YamlScalar> namespace) {
    private static final String EMBEDDED = "embedded";
    // It names a folder, so nothing that a file system may take for something else.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*");
    private static final int LONGEST_NAME = 60;

    static Optional<EnvironmentEntry> read(YamlMap.Entry entry) {
        Problems problems = entry.value().problems();
        if (!NAME.matcher(entry.key()).matches() || entry.key().length() > LONGEST_NAME) {
            problems.report(
                    entry.location(),
                    "an environment cannot be called '" + entry.key() + "'",
                    "use letters, digits, '_', '-' and '.', beginning with a letter or digit, at most " + LONGEST_NAME);
        }
        return YamlMap.asMap("environment '" + entry.key() + "'", entry.value())
                .flatMap(map -> read(entry, map, problems));
    }

    private static Optional<EnvironmentEntry> read(YamlMap.Entry entry, YamlMap map, Problems problems) {
        Optional<YamlScalar> database = map.require("database") ? map.scalar("database") : Optional.empty();
        Optional<Long> version = map.integer("version");
        Optional<YamlScalar> namespace = map.scalar("namespace");
        map.rejectUnknownKeys();
        version.filter(v -> v < Environment.OLDEST_VERSION || v > Environment.NEWEST_VERSION)
                .ifPresent(v -> problems.report(
                        map.locationOf("version"),
                        "there is no embedded PostgreSQL " + v,
                        "choose " + Environment.OLDEST_VERSION + " to " + Environment.NEWEST_VERSION));
        if (version.isPresent()
                && database.filter(d -> !d.text().equals(EMBEDDED)).isPresent()) {
            problems.report(map.locationOf("version"), "'version' goes with 'database: embedded' only", "remove it");
        }
        return database.map(d -> new EnvironmentEntry(entry.key(), d, version, map.locationOf("version"), namespace));
    }

    /** The environment with its variables; empty if something is wrong with it, which is then a problem. */
    Optional<Environment> resolve(Variables variables, Problems problems) {
        Optional<DatabaseTarget> target = target(variables, problems);
        Optional<String> prefix =
                namespace.isPresent() ? variables.fill(namespace.get(), problems) : Optional.of(name + "_");
        prefix.ifPresent(p -> checkNamespace(p, problems));
        return target.flatMap(t -> prefix.map(p -> new Environment(name, p, t)));
    }

    private Optional<DatabaseTarget> target(Variables variables, Problems problems) {
        return variables.fill(database, problems).flatMap(text -> {
            if (text.equals(EMBEDDED)) {
                int major = version.map(Math::toIntExact).orElse(Environment.NEWEST_VERSION);
                return Optional.of(new DatabaseTarget.Embedded(major));
            }
            try {
                return Optional.of(new DatabaseTarget.Url(ConnectionSettings.parse(text)));
            } catch (InvalidUrlException e) {
                problems.report(
                        database.location(), "the database of environment '" + name + "': " + e.found(), e.expected());
                return Optional.empty();
            }
        });
    }

    private void checkNamespace(String prefix, Problems problems) {
        SourceLocation at = namespace.map(YamlScalar::location).orElse(database.location());
        if (prefix.startsWith("pg_") || prefix.startsWith("plumb_")) {
            problems.report(
                    at,
                    "the namespace '" + prefix + "' of environment '" + name + "' is reserved for "
                            + (prefix.startsWith("pg_") ? "PostgreSQL" : "Plumb") + "'s own schemas",
                    "write another 'namespace:'");
        }
        if (prefix.indexOf('\0') >= 0) {
            problems.report(at, "a namespace cannot contain the character NUL", "write another 'namespace:'");
        }
    }
}
