package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.plan.render.PlanText;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.planfile.PlanFile;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Shows what an apply would do. */
final class PlanCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<PlanFormat> format =
            Option.of(PlanFormat.class, "FORMAT", "text, json, or sql: a script for psql", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when the database is not as declared", "--check");

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "plan",
                "Shows what an apply would change, why, and how dangerous it is.",
                List.of(environment.option(), format, check, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        boolean toFile = output.isFile() && format.value().isEmpty();
        Optional<Tenancy> tenancy = project.tenancy(environment.name());
        // A script has the names of one namespace.
        if (tenancy.isPresent() && format.or(PlanFormat.TEXT) != PlanFormat.SQL) {
            FleetCommands fleet = new FleetCommands(session, project, tenancy.get(), output);
            return toFile
                    ? fleet.planInFile(check.or(false))
                    : fleet.plan(format.or(PlanFormat.TEXT) == PlanFormat.JSON, check.or(false));
        }
        Environment target = environment.of(project);
        Plan plan = toFile ? planInFile(project, target) : shown(project, target);
        return check.or(false) && !plan.isInPlumb() ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    private Plan shown(Project project, Environment target) {
        try (Plumb plumb = Plumb.open(project, target)) {
            Plan plan = plumb.plan().plan();
            PlanDocument document = document(plumb, plan);
            output.write(
                    session,
                    format.or(PlanFormat.TEXT)
                            .render(document, output.style(session), session.nextCommands(project, target)));
            tellRemovals(plumb, plan);
            return plan;
        } catch (RuntimeException e) {
            if (format.or(PlanFormat.TEXT) == PlanFormat.JSON) {
                PlanDocument failed = PlanDocument.failed(target.name(), Failures.problems(e));
                output.write(session, PlanJson.write(failed));
            }
            throw e;
        }
    }

    /** With all that would speak against an apply now, so that nobody learns it only then. */
    private static PlanDocument document(Plumb plumb, Plan plan) {
        return PlanDocument.of(plan, plumb.admission().refusals(plan));
    }

    private void tellRemovals(Plumb plumb, Plan plan) {
        plumb.admission().removalsToDeclare(plan).ifPresent(session.messages()::show);
    }

    /** The text is for whoever looks on. */
    private Plan planInFile(Project project, Environment target) {
        try (Plumb plumb = Plumb.open(project, target)) {
            PlanFile file = plumb.planFile();
            output.write(session, file.write());
            session.surroundings()
                    .out()
                    .print(PlanText.render(
                            document(plumb, file.plan()),
                            session.resultStyle(),
                            session.nextCommands(project, target).map(n -> n.applying(output.file()))));
            tellRemovals(plumb, file.plan());
            return file.plan();
        }
    }
}
