package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.RunHistory;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Lists what was applied. */
final class HistoryCommand implements Verb {
    private static final int DEFAULT_LIMIT = 10;

    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<Integer> limit =
            Option.of(Integer.class, "RUNS", "how many runs to show, the newest first (default: 10)", "--limit");

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    HistoryCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "history",
                "Lists what was applied to an environment, when, by whom, and from which commit.",
                List.of(environment.option(), limit, format, output.option()));
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        int most = limit.or(DEFAULT_LIMIT);
        if (most < 1) {
            throw new UsageException("--limit " + most + " shows no run", "give 1 or more");
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
        HistoryDocument document =
                HistoryDocument.of(target.name(), new RunHistory(project, target).latest(most + 1), most);
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }
}
