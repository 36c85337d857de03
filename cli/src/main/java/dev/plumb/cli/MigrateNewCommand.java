package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.migration.changelog.Changeset;
import dev.plumb.runtime.ChangelogWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes what the changelogs lack as one more of them. */
final class MigrateNewCommand implements Verb {
    private static final String FOLDER = "migrations";
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})_.*\\.sql");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

    /** Read by Liquibase, with or without Plumb. */
    static final String ROOT = """
            # The changelogs of this folder, in the order of their names; Liquibase can run them without Plumb, too.
            databaseChangeLog:
              - includeAll:
                  path: .
                  relativeToChangelogFile: true
                  minDepth: 1
                  maxDepth: 1
                  endsWithFilter: .sql
            """;

    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final PositionalParamSpec name =
            Positional.required(0, "NAME", "what it is for, in letters, digits, - and _: part of the file's name");

    MigrateNewCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "new",
                        "Writes what the changelogs of migrations/ lack to come to the declared schema as a changelog"
                                + " for Liquibase, with the way back. No environment is looked at.",
                        List.of(environment.option()))
                .addPositional(name);
    }

    @Override
    public ExitCode call() {
        String given = Objects.requireNonNull(name.<String>getValue());
        if (!NAME.matcher(given).matches()) {
            throw new UsageException(
                    "'" + given + "' cannot be part of a file's name here",
                    "use letters, digits, - and _, as in add_shelves");
        }
        Project project = session.project();
        Environment variables = environment.any(project);
        Path folder = project.root().resolve(FOLDER);
        String stem = "%04d_%s".formatted(next(folder), given);
        String path = FOLDER + "/" + stem + ".sql";
        Optional<ChangelogWriter.Draft> draft;
        try (Database server = ScratchServer.use(project, variables);
                ChangelogWriter writer = new ChangelogWriter(project, variables, server)) {
            draft = writer.next(stem, path);
        }
        if (draft.isEmpty()) {
            session.surroundings().out().println("nothing to write: the changelogs come to what is declared");
            return ExitCode.OK;
        }
        write(project, path, draft.get());
        return ExitCode.OK;
    }

    private void write(Project project, String path, ChangelogWriter.Draft draft) {
        Map<Path, String> files = new LinkedHashMap<>();
        if (!Files.exists(project.root().resolve(FOLDER).resolve("changelog.yaml"))) {
            files.put(Path.of(FOLDER, "changelog.yaml"), ROOT);
        }
        files.put(Path.of(path), draft.changelog().text());
        new NewFiles(session, project.root(), files).write();
        long destructive = draft.changelog().changesets().stream()
                .filter(Changeset::destructive)
                .count();
        session.surroundings()
                .out()
                .println(Counts.of(draft.changelog().changesets().size(), "changeset")
                        + (destructive == 0 ? "" : ", " + destructive + " destructive"));
    }

    private static int next(Path folder) {
        if (!Files.isDirectory(folder)) {
            return 1;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> NUMBERED.matcher(String.valueOf(f.getFileName())))
                            .filter(Matcher::matches)
                            .mapToInt(m -> Integer.parseInt(m.group(1)))
                            .max()
                            .orElse(0)
                    + 1;
        } catch (IOException e) {
            throw FileFailure.reading(folder, e);
        }
    }
}
