package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.runtime.KeptObjects;
import dev.plumb.runtime.KeptObjects.KeptObject;
import dev.plumb.runtime.failure.RefusedException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Drops for good what was removed and is kept. */
final class KeptPurgeCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final AddressParameter address = AddressParameter.optional("what is kept: a table or a column");

    private final Option<Boolean> expired = Option.flag("everything whose time (keep_for) is over", "--expired");

    private final DestructionOptions consent = new DestructionOptions();

    KeptPurgeCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "purge",
                        "Drops what is kept for good: one table or column, or all whose time is over.",
                        List.of(environment.option(), expired, consent.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() {
        if (address.value().isPresent() == expired.or(false)) {
            throw new UsageException("what is to be purged?", "name it, or write --expired for all whose time is over");
        }
        Project project = session.project();
        Environment target = environment.of(project);
        KeptObjects objects = new KeptObjects(project, target, Clock.systemUTC());
        List<KeptObject> chosen = chosen(objects.list(), target);
        if (chosen.isEmpty()) {
            session.surroundings().out().println(target.name() + ": nothing is kept whose time is over");
            return ExitCode.OK;
        }
        String what = chosen.stream()
                .map(k -> k.kept().address().kind().label() + " " + k.kept().address())
                .collect(Collectors.joining(", "));
        consent.ask(session, "Drop " + what + " of " + target.name() + " for good?", command(target));
        objects.purge(chosen.stream().map(KeptObject::kept).toList());
        session.surroundings().out().println("purged: " + what);
        return ExitCode.OK;
    }

    private List<KeptObject> chosen(List<KeptObject> all, Environment target) {
        Optional<String> named = address.value();
        if (named.isEmpty()) {
            return all.stream().filter(KeptObject::isOver).toList();
        }
        KeptObject one = KeptChoice.of(all, target, named.get());
        if (!one.isOver()) {
            throw new RefusedException(
                    target.name() + " keeps " + one.kept().address() + " until "
                            + one.until().orElseThrow() + " (keep_for)",
                    "wait until then, or shorten keep_for of the environment in plumb.yaml");
        }
        return List.of(one);
    }

    private String command(Environment target) {
        return "plumb kept purge" + session.projectArgument() + " " + target.arguments() + " "
                + address.value().map(NextCommands::shellWord).orElse("--expired");
    }
}
