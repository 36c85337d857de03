package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.failure.RefusedException;

/** The proof that a database has what all changelogs make, whoever made it: both are as declared. */
record AlreadyThere(Project project, Environment environment) {
    /**
     * Lets pass what is proved.
     *
     * @param changelogs from nothing to what is declared
     * @throws RefusedException when one of the two is not as declared
     * @throws dev.plumb.source.SpecException when the spec or the changelogs are not valid
     */
    void prove(ChangelogWriter changelogs) {
        if (!changelogs.verify().isInPlumb()) {
            throw new RefusedException(
                    "the changelogs do not come to what is declared, so that " + environment.title()
                            + " may lack what they make; nothing was recorded",
                    "plumb migrate verify shows what they lack, plumb migrate new NAME writes it");
        }
        try (Plumb plumb = Plumb.open(project, environment)) {
            Plan plan = plumb.plan().plan();
            if (!plan.isInPlumb()) {
                throw new RefusedException(
                        environment.title() + " is not as declared, so that it lacks something of what the changelogs"
                                + " make, or has it in another way; nothing was recorded",
                        "plumb plan " + environment.arguments() + " shows what, plumb apply " + environment.arguments()
                                + " makes it so; then run the command again");
            }
        }
    }
}
