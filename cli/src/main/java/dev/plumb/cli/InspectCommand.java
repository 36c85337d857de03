package dev.plumb.cli;

import dev.plumb.dsl.yaml.SpecWriter;
import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.Inspection;
import dev.plumb.runtime.Plumb;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what stands in a database as a spec. */
final class InspectCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<String> url =
            Option.of(String.class, "URL", "a database outside of any project, as psql or JDBC name it", "--url");

    private final Option<Path> out = Option.of(Path.class, "DIR", "write a project into this new folder", "--out");

    private final Option<List<String>> directories =
            Option.several("1..*", "NAME", "only these schemas (default: all that belong to users)", "--dir");

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "inspect",
                "Writes what stands in a database as YAML, or with --out as a whole project.",
                List.of(environment.option(), url, directories, out, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        if (out.value().isPresent() && output.isFile()) {
            throw new UsageException(
                    "--out and -o name two places", "give one of them: --out for a whole project, -o for a file");
        }
        if (url.value().isPresent() && environment.name().isPresent()) {
            throw new UsageException("-e and --url name two databases", "give one of them");
        }
        Inspection inspection = inspect();
        if (out.value().isEmpty()) {
            output.write(session, yaml(inspection));
        } else {
            NewFiles files = new NewFiles(
                    session, session.resolve(out.value().orElseThrow()), InspectedProject.files(inspection.schema()));
            files.refuseToOverwrite("name another folder with --out");
            files.write();
        }
        if (inspection.schema().directories().isEmpty()) {
            session.messages()
                    .note("there is nothing to write: the database holds no schema that belongs to the project");
        }
        note(
                "not covered by a spec yet",
                inspection.uncovered().stream()
                        .map(o -> o.kind() + " " + o.address())
                        .toList());
        note(
                "left out, because it needs what is not covered",
                inspection.leftOut().stream()
                        .map(l -> l.view().kind().label() + " " + l.view() + " needs " + l.needs())
                        .toList());
        return ExitCode.OK;
    }

    private Inspection inspect() {
        if (url.value().isPresent()) {
            try (Database database = Databases.open(
                    url.value().orElseThrow(), session.surroundings().environment())) {
                return Plumb.inspect(database, "", directories.or(List.of()));
            }
        }
        Project project = session.project();
        Environment target = environment.of(project);
        try (Database database = Databases.open(project, target)) {
            return Plumb.inspect(database, target.namespace(), directories.or(List.of()));
        }
    }

    private static String yaml(Inspection inspection) {
        return inspection.schema().directories().stream().map(SpecWriter::write).collect(Collectors.joining("---\n"));
    }

    private void note(String what, List<String> objects) {
        if (!objects.isEmpty()) {
            session.messages().note(what + " (" + objects.size() + "):\n" + String.join("\n", objects));
        }
    }
}
