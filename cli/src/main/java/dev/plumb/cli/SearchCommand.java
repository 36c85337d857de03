package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.SearchResult;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Finds rows by the meaning of a text. */
final class SearchCommand implements Verb {
    private static final int DEFAULT_LIMIT = 10;

    private final Session session;

    private final AddressParameter address = AddressParameter.required("an embedding index of the spec");

    private final PositionalParamSpec text = Positional.required(1, "TEXT", "what to look for");

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Integer> limit =
            Option.of(Integer.class, "ROWS", "how many rows to show, the nearest first (default: 10)", "--limit");

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final OutputOptions output = new OutputOptions();

    SearchCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "search",
                        "Finds the rows whose text is most like another one, by an embedding index.",
                        List.of(environment.option(), limit, format, output.option()))
                .addPositional(address.spec())
                .addPositional(text);
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        int most = limit.or(DEFAULT_LIMIT);
        if (most < 1) {
            throw new UsageException("--limit " + most + " is no row at all", "give 1 or more");
        }
        Project project = session.project();
        Environment target = environment.of(project);
        String index = address.value().orElseThrow();
        SearchResult result;
        try (Plumb plumb = Plumb.open(project, target)) {
            result = plumb.computedColumns().search(index, text.getValue(), most);
        }
        SearchDocument document = SearchDocument.of(target.name(), index, result);
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }
}
