package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Style;
import dev.plumb.runtime.EnvironmentDifference;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Compares two environments as they are. */
final class EnvDiffCommand implements Verb {
    private final Session session;

    private final PositionalParamSpec from = Positional.required(0, "A", "the environment that would have to change");

    private final PositionalParamSpec to = Positional.required(1, "B", "the one that it would then be like");

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when they differ", "--check");

    EnvDiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "diff",
                        "Says what would have to change in the schemas of environment A for them to be like B's.",
                        List.of(format, check, output.option()))
                .addPositional(from)
                .addPositional(to);
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        List<Environment> sides = sides(project, List.of(from.getValue(), to.getValue()));
        EnvironmentDifference difference = EnvironmentDifference.between(project, sides.get(0), sides.get(1));
        DifferenceDocument document = DifferenceDocument.of(difference);
        Style style = output.style(session);
        output.write(session, format.or(ResultFormat.TEXT).render(document, () -> document.text(style)));
        return check.or(false) && !difference.isEmpty() ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    /** A tenant is one of both where both have tenants; of two, the first is A's and the second is B's. */
    private static List<Environment> sides(Project project, List<String> names) {
        List<String> chosen = project.chosenTenants();
        List<Boolean> have = names.stream()
                .map(n -> project.tenancy(Optional.of(n)).isPresent())
                .toList();
        boolean each = have.equals(List.of(true, true)) && chosen.size() == names.size();
        boolean nobody = have.equals(List.of(false, false));
        return IntStream.range(0, names.size())
                .mapToObj(i -> {
                    List<String> its = each ? List.of(chosen.get(i)) : have.get(i) || nobody ? chosen : List.of();
                    return EnvironmentOption.named(project.choosing(its), names.get(i));
                })
                .toList();
    }
}
