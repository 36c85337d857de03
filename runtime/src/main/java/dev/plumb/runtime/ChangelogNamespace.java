package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.runtime.failure.RefusedException;
import java.util.regex.Pattern;

/** The namespace of an environment as far as changelogs can have it for a parameter. */
final class ChangelogNamespace {
    /** In place of an environment's name, in statements that run in any. */
    static final String ENVIRONMENT = "this database";

    /** What makes no name need quotes. */
    private static final Pattern PLAIN = Pattern.compile("([a-z_][a-z0-9_]*)?");

    private ChangelogNamespace() {}

    static void check(Environment environment) {
        if (!PLAIN.matcher(environment.namespace()).matches()) {
            throw new RefusedException(
                    "the namespace '" + environment.namespace() + "' of " + environment.name()
                            + " cannot be a parameter of changelogs",
                    "give the environment a namespace of lower-case letters, digits and underscores");
        }
    }
}
