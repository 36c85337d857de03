package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.ColumnWorker;
import dev.plumb.runtime.Plumb;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Computes cells with errors again. */
final class BackfillRetryCommand implements Verb {
    private final Session session;

    private final AddressParameter address =
            AddressParameter.optional("a column, a table or a directory (default: all of the environment)");

    private final EnvironmentOption environment = new EnvironmentOption();

    BackfillRetryCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "retry",
                        "Computes the cells that have an error again, and no others.",
                        List.of(environment.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Project project = session.project();
        return new EachTenant(session, project, environment, true).call(target -> retry(project, target));
    }

    private ExitCode retry(Project project, Environment target) throws InterruptedException {
        try (Plumb plumb = Plumb.open(project, target)) {
            long cells = plumb.columnWork().retry(address.value());
            String result = target.name() + ": no errors to retry\n";
            if (cells > 0) {
                session.messages().progress("computing " + Counts.of(cells, "cell") + " again");
                result = drained(plumb, target.name());
            }
            session.surroundings().out().print(result);
            session.surroundings().out().flush();
            return ExitCode.OK;
        }
    }

    private String drained(Plumb plumb, String environmentName) throws InterruptedException {
        try (ColumnWorker worker = plumb.columnWork().worker(new WorkCommand.Progress(session.messages()))) {
            return WorkCommand.summary(
                    environmentName, session.surroundings().interruption().during(worker::stop, worker::drain));
        }
    }
}
