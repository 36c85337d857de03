package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.TableBackfill;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Lists backfills. */
final class BackfillStatusCommand implements Verb {
    private final Session session;

    private final AddressParameter address = AddressParameter.optional(BackfillSteerCommand.TARGET);

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> all = Option.flag("those that are at their end as well", "--all");

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final OutputOptions output = new OutputOptions();

    BackfillStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "status",
                        "Lists the backfills that are not at their end: how far they are and what keeps them.",
                        List.of(environment.option(), all, format, output.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        Project project = session.project();
        return new EachTenant(
                        session,
                        project,
                        environment,
                        format.or(ResultFormat.TEXT) == ResultFormat.TEXT
                                && !output.isFile()
                                && BackfillSteerCommand.concernsAll(address))
                .call(target -> list(project, target));
    }

    private ExitCode list(Project project, Environment target) {
        List<TableBackfill> backfills;
        try (Plumb plumb = Plumb.open(project, target)) {
            backfills = plumb.columnWork().backfills(address.value());
        }
        List<TableBackfill> shown = backfills.stream()
                .filter(b -> all.or(false)
                        || address.value().isPresent()
                        || b.state().state().isOpen())
                .toList();
        BackfillDocument document = BackfillDocument.of(target.name(), shown);
        output.write(
                session,
                format.or(ResultFormat.TEXT)
                        .render(document, () -> Printable.lines(document.text(backfills.size() - shown.size()), "")));
        return ExitCode.OK;
    }
}
