package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanText;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.Status;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Says how a database stands to its spec. */
final class StatusCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when the database is not as declared", "--check");

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "status",
                "Says whether the database is as declared, what is not managed or not covered, and what ran last.",
                List.of(environment.option(), format, check, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Optional<Tenancy> tenancy = project.tenancy(environment.name());
        if (tenancy.isPresent() && project.chosenTenants().size() != 1) {
            return new FleetCommands(session, project, tenancy.get(), output)
                    .status(format.or(ResultFormat.TEXT) == ResultFormat.JSON, check.or(false));
        }
        Environment target = environment.of(project);
        Status status;
        try (Plumb plumb = Plumb.open(project, target)) {
            status = plumb.status();
        }
        StatusDocument document = StatusDocument.of(status);
        output.write(
                session,
                format.or(ResultFormat.TEXT)
                        .render(document, () -> text(document, session.nextCommands(project, target))));
        return check.or(false) && !status.isInPlumb() ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    private String text(StatusDocument document, Optional<NextCommands> next) {
        StringBuilder text = new StringBuilder(PlanText.render(document.plan(), output.style(session), next));
        text.append('\n');
        text.append(document.differences().text());
        if (!document.recreated().isEmpty()) {
            text.append("Dropped and created again by others since the last run (")
                    .append(document.recreated().size())
                    .append("):\n");
            document.recreated().forEach(o -> text.append("  ")
                    .append(o.kind())
                    .append(' ')
                    .append(o.address())
                    .append('\n'));
        }
        if (!document.computed().isEmpty()) {
            text.append("Computed columns (").append(document.computed().size()).append("):\n");
            document.computed().forEach(c -> text.append(Printable.lines("  " + c.text() + "\n", "")));
        }
        text.append("Last apply: ")
                .append(document.lastRun().map(Object::toString).orElse("none yet"))
                .append('\n');
        document.applying()
                .ifPresent(h -> text.append("Applying now: ").append(h).append('\n'));
        return text.toString();
    }
}
