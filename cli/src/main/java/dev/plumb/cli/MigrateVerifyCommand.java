package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.ChangelogWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Proves that the changelogs come to what is declared. */
final class MigrateVerifyCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<PlanFormat> format =
            Option.of(PlanFormat.class, "FORMAT", "of what is missing: text, json, or sql", "--format");

    MigrateVerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "verify",
                "Runs all changelogs on an empty database of an embedded server and compares with the declared schema;"
                        + " exits with 2 when they differ.",
                List.of(environment.option(), format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment variables = environment.any(project);
        Plan missing;
        try (Database server = ScratchServer.use(project, variables);
                ChangelogWriter writer = new ChangelogWriter(project, variables, server)) {
            missing = writer.verify();
        }
        PlanFormat shape = format.or(PlanFormat.TEXT);
        boolean equal = missing.isInPlumb();
        output.write(session, shape == PlanFormat.TEXT ? text(missing) : rendered(shape, missing));
        return equal ? ExitCode.OK : ExitCode.DIFFERENCES;
    }

    private String text(Plan missing) {
        return missing.isInPlumb()
                ? "the changelogs come to what is declared\n"
                : "the changelogs do not come to what is declared; what is missing:\n"
                        + rendered(PlanFormat.TEXT, missing)
                        + "\nNext: " + next(missing) + "\n";
    }

    private String next(Plan missing) {
        return missing.blockers().isEmpty()
                ? "plumb migrate new NAME" + session.projectArgument()
                        + environment
                                .name()
                                .map(e -> " -e " + NextCommands.shellWord(e))
                                .orElse("")
                : "change the files, since no changelog can do this";
    }

    private String rendered(PlanFormat shape, Plan missing) {
        return shape.render(PlanDocument.of(missing), output.style(session), Optional.empty());
    }
}
