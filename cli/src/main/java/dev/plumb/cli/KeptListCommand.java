package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.KeptObjects;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Lists what was removed and is kept. */
final class KeptListCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    KeptListCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "list",
                "Lists the tables and columns that were removed and are kept, and until when.",
                List.of(environment.option(), format, output.option()));
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        Project project = session.project();
        boolean asText = format.or(ResultFormat.TEXT) == ResultFormat.TEXT && !output.isFile();
        return new EachTenant(session, project, environment, asText).call(target -> list(project, target));
    }

    private ExitCode list(Project project, Environment target) {
        KeptDocument document =
                KeptDocument.of(target.name(), new KeptObjects(project, target, Clock.systemUTC()).list());
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }
}
