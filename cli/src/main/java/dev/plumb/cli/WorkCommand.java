package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.ColumnWorker;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.runtime.work.WorkResult;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Keeps columns right that functions compute. */
final class WorkCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Boolean> once = Option.flag("work off what there is, then end", "--once");

    WorkCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "work",
                "Computes columns anew by their functions when rows change, until it is stopped; several may run.",
                List.of(environment.option(), once));
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Project project = session.project();
        // Who works until he is stopped comes to no second tenant.
        return new EachTenant(session, project, environment, once.or(false)).call(target -> work(project, target));
    }

    private ExitCode work(Project project, Environment target) throws InterruptedException {
        try (Plumb plumb = Plumb.open(project, target);
                ColumnWorker worker = plumb.columnWork().worker(new Progress(session.messages()))) {
            boolean drains = once.or(false);
            if (!drains) {
                session.messages().progress("waiting for rows to change in " + target.name() + "; Ctrl-C stops");
            }
            WorkResult result =
                    session.surroundings().interruption().during(worker::stop, drains ? worker::drain : worker::run);
            session.surroundings().out().print(summary(target.name(), result));
            session.surroundings().out().flush();
            return ExitCode.OK;
        }
    }

    static String summary(String environment, WorkResult result) {
        return environment + ": " + Counts.of(result.rows(), "row") + " computed"
                + (result.cellsFailed() == 0 ? "" : ", " + Counts.of(result.cellsFailed(), "error"))
                + (result.notesLeft() == 0
                        ? ""
                        : ", " + Counts.of(result.notesLeft(), "note") + " left to other workers or for later")
                + "\n";
    }

    /** A line for every batch. Called on the threads that work. */
    record Progress(Messages messages) implements WorkListener {
        @Override
        public void computed(String table, long rows, long cellsFailed) {
            messages.progress(table + ": " + Counts.of(rows, "row")
                    + (cellsFailed == 0 ? "" : ", " + Counts.of(cellsFailed, "error")));
        }

        @Override
        public void left(String table, String column, String reason) {
            messages.note(reason + "; its rows are left to other workers");
        }

        @Override
        public void postponed(String table, long notes, String reason) {
            messages.progress(table + ": " + Counts.of(notes, "note") + " for later: " + reason);
        }
    }
}
