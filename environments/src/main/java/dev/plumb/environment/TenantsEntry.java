package dev.plumb.environment;

import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code tenants:} of an environment as {@code plumb.yaml} has it.
 *
 * @param written the names, when they stand there; empty otherwise
 */
record TenantsEntry(
        SourceLocation location,
        List<YamlScalar> written,
        Optional<YamlScalar> file,
        Optional<YamlScalar> sql,
        int canary,
        int parallel,
        int maxFailed) {
    private static final String KEY = "tenants";
    private static final int MOST_PARALLEL = 64;
    private static final int DEFAULT_PARALLEL = 4;

    static Optional<TenantsEntry> read(YamlMap environment) {
        Optional<YamlNode> node = environment.node(KEY);
        SourceLocation at = environment.locationOf(KEY);
        return node.flatMap(n -> {
            if (n instanceof YamlList list) {
                return Optional.of(new TenantsEntry(
                        at,
                        YamlMap.texts("'" + KEY + "'", list),
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        DEFAULT_PARALLEL,
                        0));
            }
            if (n instanceof YamlMap map) {
                return Optional.of(read(at, map));
            }
            n.reportExpected("'" + KEY + "'", "a list of names, or a map with 'list', 'file' or 'sql'");
            return Optional.empty();
        });
    }

    private static TenantsEntry read(SourceLocation at, YamlMap map) {
        List<YamlScalar> written = map.scalars("list");
        Optional<YamlScalar> file = map.scalar("file");
        Optional<YamlScalar> sql = map.scalar("sql");
        int canary = number(map, "canary", 0, Integer.MAX_VALUE, 1);
        int parallel = number(map, "parallel", 1, MOST_PARALLEL, DEFAULT_PARALLEL);
        int maxFailed = number(map, "max_failed", 0, Integer.MAX_VALUE, 0);
        map.rejectUnknownKeys();
        if (Stream.of("list", "file", "sql").filter(map::has).count() != 1) {
            map.problems()
                    .report(
                            map.location(),
                            "'" + KEY + "' must come from one place",
                            "give one of 'list', 'file' and 'sql'");
        }
        return new TenantsEntry(at, written, file, sql, canary, parallel, maxFailed);
    }

    private static int number(YamlMap map, String key, int least, int most, int otherwise) {
        long number = map.integer(key).orElse((long) otherwise);
        if (number < least || number > most) {
            map.problems()
                    .report(
                            map.locationOf(key),
                            "'" + key + "' must be "
                                    + (most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most)
                                    + "; found " + number);
            return otherwise;
        }
        return (int) number;
    }

    /** Reports a namespace that would be the same for all tenants. */
    void checkNamespace(String environment, Optional<YamlScalar> namespace, Problems problems) {
        if (namespace.filter(n -> n.text().contains(Variables.TENANT_REFERENCE)).isEmpty()) {
            problems.report(
                    namespace.map(YamlScalar::location).orElse(location),
                    "all tenants of environment '" + environment + "' would have the same namespace",
                    "name the tenant in it: namespace: \"" + environment + "_" + Variables.TENANT_REFERENCE + "_\"");
        }
    }

    /** @param root the project's folder, in which a file with names is */
    Tenancy resolve(String environment, Path root, Problems problems) {
        TenantSource source = sql.<TenantSource>map(query -> new TenantSource.Query(query.text()))
                .or(() -> file.map(f -> new TenantSource.Written(lines(f, root, problems), f.text())))
                .orElseGet(() -> new TenantSource.Written(
                        written.stream().map(YamlScalar::text).toList(), "'" + KEY + "'"));
        return new Tenancy(environment, source, location, canary, parallel, maxFailed);
    }

    private static List<String> lines(YamlScalar file, Path root, Problems problems) {
        try (Stream<String> lines = Files.lines(root.resolve(file.text()))) {
            return lines.map(l -> l.replaceFirst("#.*", "").strip())
                    .filter(l -> !l.isEmpty())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            problems.report(
                    file.location(),
                    "the file of tenants, " + root.resolve(file.text()) + ", cannot be read",
                    "write one name on each line of it; '#' begins a comment");
            return List.of();
        }
    }
}
