package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a sandbox, an environment of somebody's own beside a declared one: {@code dev/ann}. No declared environment has a
 * name with a slash.
 *
 * @param base the declared environment
 * @param name whose or what for
 */
public record SandboxName(String base, String name) {
    private static final char SLASH = '/';
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]*");
    private static final int LONGEST = 30;

    /** @throws SpecException when a sandbox cannot be called so */
    public SandboxName {
        if (!FORM.matcher(name).matches() || name.length() > LONGEST) {
            throw new SpecException(List.of(new Problem(
                    Optional.empty(),
                    "a sandbox cannot be called '" + name + "'",
                    Optional.of(
                            "its schemas' names begin so: use small letters, digits and '_', beginning with a letter, at most "
                                    + LONGEST))));
        }
    }

    /**
     * What the name of an environment says; empty for a declared one.
     *
     * @throws SpecException when it is meant to be a sandbox that cannot be called so
     */
    public static Optional<SandboxName> in(String environment) {
        int slash = environment.indexOf(SLASH);
        return slash < 0
                ? Optional.empty()
                : Optional.of(new SandboxName(environment.substring(0, slash), environment.substring(slash + 1)));
    }

    /** The prefix of its schemas. */
    String namespace(String namespaceOfBase) {
        return namespaceOfBase + name + "_";
    }

    @Override
    public String toString() {
        return base + SLASH + name;
    }
}
