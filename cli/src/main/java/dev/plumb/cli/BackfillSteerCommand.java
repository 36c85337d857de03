package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.TableBackfill;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Pauses, resumes or cancels backfills, in whichever processes they run. */
final class BackfillSteerCommand implements Verb {
    static final String TARGET = "a column, a table, a directory, or the number of a backfill (default: all)";

    private final Session session;
    private final BackfillSteering steering;

    private final AddressParameter address = AddressParameter.optional(TARGET);

    private final EnvironmentOption environment = new EnvironmentOption();

    BackfillSteerCommand(Session session, BackfillSteering steering) {
        this.session = session;
        this.steering = steering;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(this, steering.verb(), steering.description(), List.of(environment.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        Project project = session.project();
        return new EachTenant(session, project, environment, concernsAll(address))
                .call(target -> steer(project, target));
    }

    /** The number of a backfill is of one tenant's. */
    static boolean concernsAll(AddressParameter address) {
        return address.value()
                .filter(a -> a.chars().allMatch(Character::isDigit))
                .isEmpty();
    }

    private ExitCode steer(Project project, Environment target) {
        List<TableBackfill> steered;
        try (Plumb plumb = Plumb.open(project, target)) {
            steered = steering.steer(plumb.columnWork(), address.value());
        }
        String result = steered.isEmpty()
                ? target.name() + ": no backfill to " + steering.verb() + "\n"
                : steered.stream()
                        .map(b -> "backfill " + b.state().id() + " of " + b.table() + ": " + steering.done() + "\n")
                        .collect(Collectors.joining());
        session.surroundings().out().print(result);
        session.surroundings().out().flush();
        return ExitCode.OK;
    }
}
