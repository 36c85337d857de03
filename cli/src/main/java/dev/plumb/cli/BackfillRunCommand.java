package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.ColumnFiller;
import dev.plumb.runtime.ColumnWork;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.TableBackfill;
import dev.plumb.runtime.backfill.BackfillOptions;
import dev.plumb.runtime.backfill.BackfillState;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Takes part in backfills. */
final class BackfillRunCommand implements Verb {
    private final Session session;

    private final AddressParameter address = AddressParameter.optional(BackfillSteerCommand.TARGET);

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Integer> parallel =
            Option.of(Integer.class, "CHUNKS", "how many chunks to work on at once (default: 2)", "--parallel");

    private final Option<Integer> rate = Option.of(
            Integer.class, "ROWS", "at most so many rows a second, in all processes together", "--max-rows-per-second");

    BackfillRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "run",
                        "Takes part in the backfills that are open, until they are done; several processes may.",
                        List.of(environment.option(), parallel, rate))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        BackfillOptions options = options();
        Project project = session.project();
        return new EachTenant(session, project, environment, BackfillSteerCommand.concernsAll(address))
                .call(target -> run(project, target, options));
    }

    private ExitCode run(Project project, Environment target, BackfillOptions options) throws InterruptedException {
        try (Plumb plumb = Plumb.open(project, target)) {
            ColumnWork work = plumb.columnWork();
            List<TableBackfill> open = work.backfills(address.value()).stream()
                    .filter(b -> b.state().state() == BackfillState.State.RUNNING)
                    .sorted(Comparator.comparingLong(b -> b.state().id()))
                    .toList();
            if (open.isEmpty()) {
                print(target.name() + ": no backfill to run\n");
            }
            try (ColumnFiller filler = work.filler(options)) {
                return session.surroundings().interruption().during(filler::stop, () -> run(filler, open));
            }
        }
    }

    /** Partial when it was asked to end before all are at their end. */
    private ExitCode run(ColumnFiller filler, List<TableBackfill> open) throws InterruptedException {
        boolean atEnd = true;
        for (TableBackfill backfill : open) {
            try (BackfillProgressLine line = BackfillProgressLine.on(session, backfill)) {
                TableBackfill ended = filler.run(backfill, line);
                print(BackfillDocument.BackfillEntry.of(ended).text());
                atEnd &= ended.state().state() != BackfillState.State.RUNNING
                        && ended.state().state() != BackfillState.State.PAUSED;
            }
        }
        return atEnd ? ExitCode.OK : ExitCode.PARTIAL;
    }

    private BackfillOptions options() {
        BackfillOptions options = BackfillOptions.defaults();
        if (parallel.or(1) < 1 || rate.or(1) < 1) {
            throw new UsageException("--parallel and --max-rows-per-second are at least 1", "give a larger number");
        }
        BackfillOptions chosen = parallel.value().map(options::withParallel).orElse(options);
        return rate.value().map(chosen::withMaxRowsPerSecond).orElse(chosen);
    }

    private void print(String text) {
        session.surroundings().out().print(text);
        session.surroundings().out().flush();
    }
}
