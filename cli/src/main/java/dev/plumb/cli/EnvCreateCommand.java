package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.runtime.Sandboxes;
import dev.plumb.runtime.Sandboxes.Sandbox;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Makes an environment of somebody's own beside a declared one. */
final class EnvCreateCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<String> name =
            Option.of(String.class, "NAME", "whose or what for: the sandbox is called ENV/NAME", "--name");

    private final SandboxOptions sandbox = new SandboxOptions();

    EnvCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "create",
                "Makes a sandbox beside an environment: its own namespace in the same database. Again: it lives"
                        + " longer.",
                List.of(environment.option(), name, sandbox.option()));
    }

    @Override
    public ExitCode call() {
        String wanted = name.value()
                .orElseThrow(() -> new UsageException("the sandbox needs a name", "write --name ann, for example"));
        Project project = session.project();
        SandboxOptions.refuseTenants(project);
        Environment base = project.base(environment.name());
        SandboxName called = SandboxOptions.named(base, wanted);
        Sandbox made = new Sandboxes(project).create(base, called, sandbox.time());
        StringBuilder text =
                new StringBuilder((made.isNew() ? "created " : "was there: ") + SandboxOptions.words(made) + "\n");
        session.nextCommands(project, made.environment())
                .filter(next -> made.isNew())
                .ifPresent(next -> text.append("\nNext: ").append(next.apply()).append('\n'));
        session.surroundings().out().print(text);
        return ExitCode.OK;
    }
}
