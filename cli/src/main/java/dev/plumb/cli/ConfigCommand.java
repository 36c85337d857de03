package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what plumb.yaml comes to in an environment. */
final class ConfigCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> explain = Option.flag("say where each value comes from", "--explain");

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    ConfigCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "config",
                "Shows what plumb.yaml comes to in an environment: its database, rules and variables. Secrets are masked.",
                List.of(environment.option(), explain, format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment chosen = environment.of(project);
        ConfigDocument document = ConfigDocument.of(project, chosen);
        output.write(
                session,
                format.or(ResultFormat.TEXT)
                        .render(document, () -> Printable.lines(document.text(explain.or(false)), "")));
        return ExitCode.OK;
    }
}
