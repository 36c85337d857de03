package dev.plumb.cli;

import dev.plumb.environment.DatabaseTarget;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;

/** A server of the project's own, on which nothing stays: what is asked of the files alone is asked there. */
final class ScratchServer {
    private static final String NAME = "diff";

    private ScratchServer() {}

    /** Started or shared; of the environment's version where that is known. */
    static Database use(Project project, Environment environment) {
        int version = environment.target() instanceof DatabaseTarget.Embedded embedded
                ? embedded.version()
                : Environment.NEWEST_VERSION;
        return new DatabaseTarget.Embedded(version, NAME).server(project).use();
    }
}
