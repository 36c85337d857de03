package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.SpecDifference;
import dev.plumb.runtime.model.Snapshot;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Plans from what an environment had been applied to the project's files, on an embedded server. */
record SnapshotComparison(Project project, Snapshot snapshot) {
    private static final String ENDING = ".json";

    /**
     * Reads a snapshot of an environment.
     *
     * @param given the file, or a folder with a file for each environment
     * @throws UsageException when there is none, or it is of something else
     */
    static SnapshotComparison open(Session session, Project project, Path given, String environment) {
        Path path = session.resolve(given);
        Path shown = Files.isDirectory(path) ? given.resolve(environment + ENDING) : given;
        Snapshot snapshot = read(shown, session.resolve(shown), environment);
        if (!snapshot.project().equals(project.name())
                || !snapshot.environment().equals(environment)) {
            throw new UsageException(
                    shown + " is a snapshot of " + snapshot.environment() + " of " + snapshot.project() + ", not of "
                            + environment + " of " + project.name(),
                    "name the one of " + environment + ", or a folder with one for each: prod" + ENDING + ", staging"
                            + ENDING);
        }
        return new SnapshotComparison(project, snapshot);
    }

    private static Snapshot read(Path shown, Path file, String environment) {
        if (!Files.exists(file)) {
            throw new UsageException(
                    "there is no file " + shown,
                    "take a snapshot where the database can be reached: plumb snapshot -e " + environment + " -o "
                            + shown);
        }
        try {
            return Snapshot.read(shown.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            return Snapshot.read(shown.toString(), "");
        } catch (IOException e) {
            throw FileFailure.reading(shown, e);
        }
    }

    /** The plan for the environment as it was then. */
    Plan plan(Environment environment, String name) {
        try (ScratchFolder scratch = new ScratchFolder();
                Database server = ScratchServer.use(project, environment)) {
            Path spec = scratch.path().resolve("spec.json");
            write(spec);
            Project base = project.reading("the snapshot of " + name, spec);
            return new SpecDifference(server).since(snapshot, base, project, environment, name);
        }
    }

    private void write(Path file) {
        try {
            Files.writeString(file, snapshot.model().write());
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    /** What is compared with, for people: when it was taken, and what had been applied. */
    String base() {
        return "snapshot of " + Minute.of(snapshot.at())
                + snapshot.run()
                        .map(r -> ": run " + r.id() + " of " + Minute.of(r.at())
                                + r.commit()
                                        .map(c -> ", commit " + GitComparison.shown(c))
                                        .orElse(""))
                        .orElse(", before the first apply");
    }
}
