package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whom an environment serves: each tenant has the same schemas in a namespace of his own.
 *
 * @param environment its name
 * @param location of {@code tenants} in {@code plumb.yaml}
 * @param canary how many are applied to alone, before all others
 * @param parallel how many are applied to at a time then
 * @param maxFailed how many may fail before no other one is begun
 */
public record Tenancy(
        String environment, TenantSource source, SourceLocation location, int canary, int parallel, int maxFailed) {
    private static final String NAMING =
            "use letters, digits, '_', '-' and '.', beginning with a letter or digit, at most 60";

    /**
     * The tenants, in the order of their source.
     *
     * @param asking the environment's database: the first column of what a query gives
     * @throws SpecException when there are none, or some cannot be tenants
     */
    public List<String> names(Function<String, List<String>> asking) {
        List<String> names = source.names(asking);
        Problems problems = new Problems();
        if (names.isEmpty()) {
            problems.report(location, source.description() + " names no tenant", "name at least one");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!EnvironmentEntry.isName(name)) {
                problems.report(location, source.description() + " names a tenant '" + name + "'", NAMING);
            } else if (!seen.add(name)) {
                problems.report(
                        location, source.description() + " names the tenant '" + name + "' twice", "name each once");
            }
        }
        problems.throwIfAny();
        return List.copyOf(names);
    }

    /**
     * The tenant that somebody chose for what is about one. Names that only the database knows are taken as they are.
     *
     * @throws SpecException when nobody was chosen, or more than one, or one that is none
     */
    String one(List<String> chosen) {
        if (source instanceof TenantSource.Written written) {
            chosen(written.names(), chosen);
        }
        if (chosen.size() != 1) {
            throw new SpecException(List.of(new Problem(
                    Optional.empty(),
                    "environment '" + environment + "' has tenants, and "
                            + (chosen.isEmpty() ? "none" : "more than one") + " was chosen",
                    Optional.of("choose the one that is meant: --tenant NAME, " + source.choice(location)))));
        }
        return chosen.get(0);
    }

    /**
     * Those of the tenants that somebody chose; all of them when nobody chose.
     *
     * @throws SpecException when one that was chosen is none
     */
    public List<String> chosen(List<String> tenants, List<String> chosen) {
        Problems problems = new Problems();
        for (String name : chosen) {
            if (!tenants.contains(name)) {
                problems.add(new Problem(
                        Optional.empty(),
                        "environment '" + environment + "' has no tenant '" + name + "'",
                        Suggestions.nearest(name, tenants)
                                .map(nearest -> "did you mean '" + nearest + "'?")
                                .or(() -> Optional.of("add it first; there are " + tenants.size()))));
            }
        }
        problems.throwIfAny();
        return chosen.isEmpty()
                ? tenants
                : tenants.stream().filter(chosen::contains).toList();
    }
}
