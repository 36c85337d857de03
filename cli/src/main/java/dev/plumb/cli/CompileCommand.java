package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.git.GitState;
import dev.plumb.runtime.CompiledSpec;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the spec as one document that others can plan from without running any of its code. */
final class CompileCommand implements Verb {
    private final Session session;

    private final OutputOptions output = new OutputOptions();

    CompileCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "compile",
                "Writes the spec, YAML and Java, as one document; plumb preview --model plans from it.",
                List.of(output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        output.write(
                session,
                CompiledSpec.of(project, GitState.of(project.root()).map(PreviewCommand::shown))
                        .write());
        return ExitCode.OK;
    }
}
