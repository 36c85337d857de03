package dev.plumb.environment;

import dev.plumb.environment.database.ConnectionSettings;
import dev.plumb.environment.database.InvalidUrlException;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.Suggestions;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Optional<String> server,
        Optional<YamlScalar> namespace,
        Map<String, YamlScalar> variables,
        Rules rules,
        Optional<TenantsEntry> tenants) {
    private static final String EMBEDDED = "embedded";
    // It names a folder, so nothing that a file system may take for something else.
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_.-]*");
    private static final int LONGEST_NAME = 60;
    private static final String NAMING =
            "use letters, digits, '_', '-' and '.', beginning with a letter or digit, at most " + LONGEST_NAME;

    static Optional<EnvironmentEntry> read(YamlMap.Entry entry, Map<String, VariableDeclaration> declared) {
        Problems problems = entry.value().problems();
        if (!isName(entry.key())) {
            problems.report(entry.location(), "an environment cannot be called '" + entry.key() + "'", NAMING);
        }
        return YamlMap.asMap("environment '" + entry.key() + "'", entry.value())
                .flatMap(map -> read(entry, map, declared, problems));
    }

    private static Optional<EnvironmentEntry> read(
            YamlMap.Entry entry, YamlMap map, Map<String, VariableDeclaration> declared, Problems problems) {
        Optional<YamlScalar> database = map.require("database") ? map.scalar("database") : Optional.empty();
        Optional<Long> version = map.integer("version");
        Optional<YamlScalar> server = map.scalar("server");
        Optional<YamlScalar> namespace = map.scalar("namespace");
        Map<String, YamlScalar> variables =
                map.map("variables").map(m -> variables(m, declared)).orElse(Map.of());
        Rules rules = Rules.read(map);
        Optional<TenantsEntry> tenants = TenantsEntry.read(map);
        map.rejectUnknownKeys();
        version.filter(v -> v < Environment.OLDEST_VERSION || v > Environment.NEWEST_VERSION)
                .ifPresent(v -> problems.report(
                        map.locationOf("version"),
                        "there is no embedded PostgreSQL " + v,
                        "choose " + Environment.OLDEST_VERSION + " to " + Environment.NEWEST_VERSION));
        tenants.ifPresent(t -> t.checkNamespace(entry.key(), namespace, problems));
        if (!map.has("tenants")) {
            namespace
                    .filter(n -> n.text().contains(Variables.TENANT_REFERENCE))
                    .ifPresent(n -> problems.report(
                            n.location(),
                            "environment '" + entry.key() + "' has no tenants that '" + Variables.TENANT_REFERENCE
                                    + "' could stand for",
                            "say whom it serves: tenants: [NAME, …]"));
        }
        boolean embedded = database.filter(d -> d.text().equals(EMBEDDED)).isPresent();
        if (database.isPresent() && !embedded) {
            for (String key : List.of("version", "server")) {
                if (map.has(key)) {
                    problems.report(
                            map.locationOf(key), "'" + key + "' goes with 'database: embedded' only", "remove it");
                }
            }
        }
        server.filter(n -> !isName(n.text()))
                .ifPresent(n -> problems.report(n.location(), "a server cannot be called '" + n.text() + "'", NAMING));
        return database.map(d -> new EnvironmentEntry(
                entry.key(),
                d,
                version,
                map.locationOf("version"),
                server.map(YamlScalar::text),
                namespace,
                variables,
                rules,
                tenants));
    }

    private static Map<String, YamlScalar> variables(YamlMap map, Map<String, VariableDeclaration> declared) {
        Map<String, YamlScalar> variables = new LinkedHashMap<>();
        for (YamlMap.Entry entry : map.entries()) {
            VariableDeclaration declaration = declared.get(entry.key());
            if (declaration == null) {
                map.problems()
                        .report(
                                entry.location(),
                                "the variable '" + entry.key() + "' is not declared",
                                Suggestions.nearest(entry.key(), declared.keySet())
                                        .map(nearest -> "did you mean '" + nearest + "'?")
                                        .orElse("declare it under 'variables:' at the top of " + Project.FILE));
            } else if (map.hasValue(entry)) {
                if (!(entry.value() instanceof YamlScalar scalar)) {
                    entry.value().reportExpected("'" + entry.key() + "'", "a text");
                } else {
                    reportSecret(declaration, scalar);
                    variables.put(entry.key(), scalar);
                }
            }
        }
        return variables;
    }

    private static void reportSecret(VariableDeclaration declaration, YamlScalar value) {
        if (declaration.secret() && !value.text().contains("${")) {
            value.problems()
                    .report(
                            value.location(),
                            "the secret '" + declaration.name() + "' would stand in a file that everybody reads",
                            "write ${" + declaration.name() + "_…} here, and set that in the process environment or in "
                                    + DotenvFile.NAME);
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && text.length() <= LONGEST_NAME;
    }

    /**
     * The environment with its variables; empty if something is wrong with it, which is then a problem.
     *
     * @param tenant the one that is meant where there are some, else none
     */
    Optional<Environment> resolve(Variables values, Optional<String> tenant, Problems problems) {
        return resolve(target(values, problems), values, tenant, problems);
    }

    /** The same without its database, whose URL need not be known. */
    Optional<Environment> resolveOffline(Variables values, Optional<String> tenant, Problems problems) {
        return resolve(Optional.of(embedded()), values, tenant, problems);
    }

    private Optional<Environment> resolve(
            Optional<DatabaseTarget> target, Variables values, Optional<String> tenant, Problems problems) {
        Variables naming = tenant.map(values::ofTenant).orElse(values);
        Optional<String> prefix =
                namespace.isPresent() ? naming.fill(namespace.get(), problems) : Optional.of(name + "_");
        prefix.ifPresent(p -> checkNamespace(p, problems));
        return target.flatMap(t -> prefix.map(p -> new Environment(name, p, tenant, t, values, rules)));
    }

    /** As far as the database goes. */
    Optional<Site> site(Variables values, Problems problems) {
        return target(values, problems).map(t -> new Site(name, t));
    }

    private Optional<DatabaseTarget> target(Variables values, Problems problems) {
        return values.fill(database, problems).flatMap(text -> {
            if (text.equals(EMBEDDED)) {
                return Optional.of(embedded());
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

    private DatabaseTarget embedded() {
        int major = version.map(Math::toIntExact).orElse(Environment.NEWEST_VERSION);
        return new DatabaseTarget.Embedded(major, server.orElse(name));
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
