package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.KeptObjects;
import dev.plumb.runtime.ledger.KeptTable.Kept;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Brings back what was removed and is kept. */
final class KeptRestoreCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final PositionalParamSpec address =
            Positional.required(0, "ADDRESS", "what is kept: a table or a column, as plumb kept list says");

    KeptRestoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "restore",
                        "Brings a table or column back to where it was, with its rows or values.",
                        List.of(environment.option()))
                .addPositional(address);
    }

    @Override
    public ExitCode call() {
        Project project = session.project();
        Environment target = environment.of(project);
        KeptObjects objects = new KeptObjects(project, target, Clock.systemUTC());
        Kept kept = KeptChoice.of(objects.list(), target, address.getValue()).kept();
        objects.restore(kept);
        session.surroundings()
                .out()
                .print("restored: " + kept.address().kind().label() + " " + kept.address()
                        + "\n\nNext: declare it, take its"
                        + " entry out of 'removed', and see what else it needs: plumb plan" + session.projectArgument()
                        + " " + target.arguments() + "\n");
        return ExitCode.OK;
    }
}
