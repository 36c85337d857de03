package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.SandboxName;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.runtime.EnvironmentClone;
import dev.plumb.runtime.EnvironmentClone.Cloned;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.Sandboxes;
import dev.plumb.runtime.Sandboxes.Sandbox;
import dev.plumb.runtime.copy.Sampling;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Makes a sandbox and copies some of an environment's rows into it. */
final class EnvCloneCommand implements Verb {
    private static final double USUAL_PART = 0.01;

    private final Session session;

    private final PositionalParamSpec from =
            Positional.required(0, "SOURCE", "the environment whose rows are copied; it is only read");

    private final PositionalParamSpec to = Positional.required(
            1, "SANDBOX", "the sandbox that is made: NAME beside the source, or ENV/NAME beside another environment");

    private final Option<Double> rows = Option.of(
            Double.class,
            new RowsConverter(),
            "PERCENT",
            "which part of the rows of each table, beside those that they refer to (default: 1%)",
            "--rows");

    private final Option<Long> seed =
            Option.of(Long.class, "NUMBER", "which rows: the same number gives the same ones (default: 0)", "--seed");

    private final SandboxOptions sandbox = new SandboxOptions();

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    EnvCloneCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "clone",
                        "Makes a sandbox with a consistent part of an environment's rows, masked as plumb.yaml says.",
                        List.of(rows, seed, sandbox.option(), format, output.option()))
                .addPositional(from)
                .addPositional(to);
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment source = EnvironmentOption.named(project, from.getValue());
        String wanted = to.getValue();
        SandboxName name = SandboxName.in(wanted).orElseGet(() -> beside(project, source, wanted));
        Environment base = project.base(Optional.of(name.base()));
        Sampling sampling = new Sampling(rows.or(USUAL_PART), seed.or(0L));
        Plumb.validate(project);
        EnvironmentClone clone = new EnvironmentClone(project, source);
        clone.check();
        Sandbox made = new Sandboxes(project).create(base, name, sandbox.time());
        Cloned cloned = session.surroundings()
                .interruption()
                .during(() -> {}, () -> clone.into(made, sampling, new ApplyProgress(session.messages())));
        CloneDocument document = CloneDocument.of(source.title(), made, sampling.seed(), cloned);
        output.write(session, format.or(ResultFormat.TEXT).render(document, () -> text(document, made, cloned)));
        return ExitCode.OK;
    }

    /** The sandbox of a name that does not say beside which environment. */
    private static SandboxName beside(Project project, Environment source, String wanted) {
        String base = SandboxName.in(source.name()).map(SandboxName::base).orElse(source.name());
        if (project.environmentNames().contains(wanted)) {
            throw new UsageException(
                    wanted + " is an environment of plumb.yaml, and rows are only copied into a sandbox",
                    "give the sandbox a name of its own: plumb env clone " + source.name() + " ann");
        }
        return new SandboxName(base, wanted);
    }

    private String text(CloneDocument document, Sandbox made, Cloned cloned) {
        String next = cloned.callsFunctions()
                ? "\nNext, to compute what functions compute: plumb work --once" + session.projectArgument() + " -e "
                        + NextCommands.shellWord(made.environment().name()) + "\n"
                : "";
        return document.text() + SandboxOptions.words(made) + "\n" + next;
    }
}
