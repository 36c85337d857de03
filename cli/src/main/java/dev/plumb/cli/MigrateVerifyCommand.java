package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.Plan;
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
        output.write(
                session,
                equal && shape == PlanFormat.TEXT
                        ? "the changelogs come to what is declared\n"
                        : shape.render(PlanDocument.of(missing), output.style(session), Optional.empty()));
        return equal ? ExitCode.OK : ExitCode.DIFFERENCES;
    }
}
