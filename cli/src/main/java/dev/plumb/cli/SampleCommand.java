package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.ComputedColumns;
import dev.plumb.runtime.Plumb;
import dev.plumb.runtime.sample.Sample;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.OnError;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Tries a computed column on a few rows. */
final class SampleCommand implements Verb {
    private static final int DEFAULT_ROWS = 3;

    private final Session session;

    private final AddressParameter address =
            AddressParameter.required("a computed column of the spec; with --column, the table to try another one on");

    private final EnvironmentOption environment = new EnvironmentOption();

    private final Option<Integer> rows =
            Option.of(Integer.class, "ROWS", "how many rows to try it on (default: 3)", "--rows");

    private final Option<String> where =
            Option.of(String.class, "SQL", "only rows for which this condition holds", "--where");

    private final Option<String> column =
            Option.of(String.class, "NAME", "a column that the spec does not declare yet, or another way", "--column");

    private final Option<String> function = Option.of(String.class, "NAME", "the function of --column", "--function");

    private final Option<List<String>> arguments = Option.several(
            "1..*",
            "PARAMETER=VALUE",
            "arguments of --function: a column, a number, true, false or a 'text' in quotes",
            "--args");

    private final Option<String> sql = Option.of(String.class, "SQL", "the expression of --column", "--sql");

    private final Option<String> type =
            Option.of(String.class, "TYPE", "the type of --column, to see whether it takes the values", "--type");

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    private final OutputOptions output = new OutputOptions();

    SampleCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "sample",
                        "Tries a computed column on a few rows and estimates the whole table; stores nothing.",
                        List.of(
                                environment.option(),
                                rows,
                                where,
                                column,
                                function,
                                arguments,
                                sql,
                                type,
                                format,
                                output.option()))
                .addPositional(address.spec());
    }

    @Override
    public ExitCode call() throws InterruptedException {
        output.check(session);
        Optional<ComputedColumn> trial = trial();
        int most = rows.or(DEFAULT_ROWS);
        if (most < 1) {
            throw new UsageException("--rows " + most + " is no row at all", "give 1 or more");
        }
        Project project = session.project();
        Environment target = environment.of(project);
        String at = address.value().orElseThrow();
        Sample sample;
        try (Plumb plumb = Plumb.open(project, target)) {
            ComputedColumns columns = plumb.computedColumns();
            sample = trial.isPresent()
                    ? columns.sample(at, trial.get(), most, where.value())
                    : columns.sample(at, most, where.value());
        }
        SampleDocument document = SampleDocument.of(
                target.name(), trial.map(c -> at + "." + c.name()).orElse(at), sample);
        output.write(
                session, format.or(ResultFormat.TEXT).render(document, () -> Printable.lines(document.text(), "")));
        return ExitCode.OK;
    }

    private Optional<ComputedColumn> trial() {
        if (column.value().isEmpty()) {
            refuse(function.value().isPresent(), "--function");
            refuse(sql.value().isPresent(), "--sql");
            refuse(arguments.value().isPresent(), "--args");
            refuse(type.value().isPresent(), "--type");
            return Optional.empty();
        }
        return Optional.of(new ComputedColumn(
                column.value().get(),
                type.or(""),
                computation(),
                OnError.IGNORE,
                true,
                Optional.empty(),
                Declaration.NONE));
    }

    private Computation computation() {
        if (function.value().isPresent() == sql.value().isPresent()) {
            throw new UsageException(
                    "--column needs either --function or --sql", "say how it is computed, in one of the two ways");
        }
        if (sql.value().isPresent() && arguments.value().isPresent()) {
            throw new UsageException("--args is for --function", "name the columns in the expression itself");
        }
        return function.value()
                .<Computation>map(f -> new Computation.FunctionCall(f, ArgumentOptions.parse(arguments.or(List.of()))))
                .orElseGet(() -> new Computation.SqlExpression(sql.value().orElseThrow()));
    }

    private static void refuse(boolean given, String option) {
        if (given) {
            throw new UsageException(
                    option + " says nothing about a column of the spec",
                    "name a column that is not declared yet: --column NAME --function NAME --args PARAMETER=VALUE");
        }
    }
}
