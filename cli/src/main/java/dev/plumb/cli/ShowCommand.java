package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Prints a plan file, and says whether it can still be applied. */
final class ShowCommand implements Verb {
    private final Session session;

    private final PlanFileParameter file = PlanFileParameter.required("the file that 'plumb plan -o FILE' wrote");

    private final OutputOptions output = new OutputOptions();

    private final Option<PlanFormat> format =
            Option.of(PlanFormat.class, "FORMAT", "text, json, or sql: a script for psql", "--format");

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "show",
                        "Shows the plan of a file, and whether it can still be applied.",
                        List.of(format, output.option()))
                .addPositional(file.spec());
    }

    @Override
    public ExitCode call() {
        output.check(session);
        PlanFile plan = file.read(session).orElseThrow();
        output.write(
                session,
                format.or(PlanFormat.TEXT)
                        .render(PlanDocument.of(plan.plan()), output.style(session), Optional.empty()));
        session.messages()
                .note("made at " + plan.createdAt() + " for " + plan.target().environment() + " of "
                        + plan.target().project() + " with Plumb "
                        + plan.origin().plumbVersion());
        warn(plan);
        return ExitCode.OK;
    }

    /** Without a project or its database a plan can be shown all the same. */
    private void warn(PlanFile plan) {
        try {
            Project project = session.project();
            try (Plumb plumb = Plumb.open(
                    project, project.environment(Optional.of(plan.target().environment())))) {
                plumb.check(plan);
            }
        } catch (PlumbException e) {
            session.messages().note("it cannot be applied: " + e.happened());
        } catch (SpecException | UsageException | DatabaseUnreachableException e) {
            session.messages().note("whether it can still be applied is not known: " + e.getMessage());
        }
    }
}
