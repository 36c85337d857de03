package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.planfile.FleetPlanFile;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        return file.read(session).orElseThrow().as(this::show, this::show);
    }

    private ExitCode show(PlanFile plan) {
        output.write(
                session,
                format.or(PlanFormat.TEXT)
                        .render(PlanDocument.of(plan.plan()), output.style(session), Optional.empty()));
        made(
                plan.createdAt(),
                plan.target().environment(),
                plan.target().project(),
                plan.origin().plumbVersion());
        warn(() -> {
            Project project = session.project();
            try (Plumb plumb = Plumb.open(
                    project, project.environment(Optional.of(plan.target().environment())))) {
                plumb.check(plan);
            }
        });
        return ExitCode.OK;
    }

    private ExitCode show(FleetPlanFile plans) {
        List<String> chosen = session.globals().tenants();
        Map<String, PlanFile> byTenant = plans.byTenant();
        if (format.or(PlanFormat.TEXT) == PlanFormat.SQL) {
            if (chosen.size() != 1 || !byTenant.containsKey(chosen.get(0))) {
                throw new UsageException(
                        "a script has the names of one tenant",
                        "choose the one that is meant: --tenant NAME, of "
                                + Session.listed(List.copyOf(byTenant.keySet())));
            }
            PlanDocument its = PlanDocument.of(
                    Objects.requireNonNull(byTenant.get(chosen.get(0))).plan());
            output.write(session, PlanFormat.SQL.render(its, output.style(session), Optional.empty()));
        } else {
            FleetView view = FleetView.of(plans);
            output.write(
                    session,
                    format.or(PlanFormat.TEXT) == PlanFormat.JSON
                            ? JsonDocuments.write(FleetDocument.of(view))
                            : new FleetText(view, output.style(session)).plans(Optional.empty()));
        }
        plans.groups().stream()
                .findFirst()
                .ifPresent(g -> made(
                        plans.createdAt(),
                        plans.environment(),
                        plans.project(),
                        g.plan().origin().plumbVersion()));
        warn(() -> new FleetFileCommands(session, session.project(), Optional.empty(), plans, output).check());
        return ExitCode.OK;
    }

    private void made(String at, String environment, String project, String version) {
        session.messages().note("made at " + at + " for " + environment + " of " + project + " with Plumb " + version);
    }

    /** Without a project or its database a plan can be shown all the same. */
    private void warn(Runnable check) {
        try {
            check.run();
        } catch (PlumbException e) {
            session.messages().note("it cannot be applied: " + e.happened());
        } catch (SpecException | UsageException | DatabaseUnreachableException e) {
            session.messages().note("whether it can still be applied is not known: " + e.getMessage());
        }
    }
}
