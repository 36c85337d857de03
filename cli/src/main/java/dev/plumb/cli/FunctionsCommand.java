package dev.plumb.cli;

import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.source.Problem;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Lists the functions that computed columns can use. */
final class FunctionsCommand implements Verb {
    private final Session session;

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    FunctionsCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "functions",
                "Lists the functions that computed columns can use: Plumb's own and those of the jars in plugins/.",
                List.of(format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        try (FunctionCatalog catalog = FunctionCatalog.of(session.project().root())) {
            FunctionsDocument document = FunctionsDocument.of(catalog);
            output.write(
                    session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
            catalog.problems().forEach(this::complain);
            return catalog.problems().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private void complain(Problem problem) {
        session.messages().error(problem.message(), Optional.empty(), problem.remedy());
    }
}
