package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.ErrorReport;
import dev.plumb.runtime.Plumb;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the rows that computed columns could not be computed for. */
final class ErrorsCommand implements Verb {
    private static final int DEFAULT_LIMIT = 20;

    private final Session session;

    private final AddressParameter address =
            AddressParameter.optional("a column, a table or a directory (default: all of the environment)");

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<Integer> limit =
            Option.of(Integer.class, "ROWS", "how many errors to show, the newest first (default: 20)", "--limit");

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    ErrorsCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "errors",
                        "Lists the rows that computed columns could not be computed for, and why.",
                        List.of(environment.option(), limit, format, output.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        int most = limit.or(DEFAULT_LIMIT);
        if (most < 0) {
            throw new UsageException("--limit " + most + " is less than nothing", "give 0 for the counts alone");
        }
        Project project = session.project();
        return new EachTenant(
                        session,
                        project,
                        environment,
                        format.or(ResultFormat.TEXT) == ResultFormat.TEXT && !output.isFile())
                .call(target -> list(project, target, most));
    }

    private ExitCode list(Project project, Environment target, int most) {
        ErrorReport report;
        try (Plumb plumb = Plumb.open(project, target)) {
            report = plumb.computedColumns().errors(address.value(), most);
        }
        ErrorsDocument document = ErrorsDocument.of(target.name(), report);
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }
}
