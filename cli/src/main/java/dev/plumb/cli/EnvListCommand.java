package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.EnvironmentOverview;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Shows every environment and sandbox of the project. */
final class EnvListCommand implements Verb {
    private final Session session;

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    EnvListCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "list",
                "Shows the environments of plumb.yaml and their sandboxes, where they are and what ran last.",
                List.of(format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        EnvironmentsDocument document = EnvironmentsDocument.of(project.name(), EnvironmentOverview.all(project));
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }
}
