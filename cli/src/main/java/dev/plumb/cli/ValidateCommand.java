package dev.plumb.cli;

import dev.plumb.plan.render.JsonDocuments;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.Plumb;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Finds every mistake that needs no database. */
final class ValidateCommand implements Verb {
    private final Session session;

    private final OutputOptions output = new OutputOptions();

    private final Option<ResultFormat> format = Option.of(ResultFormat.class, "FORMAT", "text or json", "--format");

    ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "validate",
                "Finds every mistake in the files that needs no database.",
                List.of(format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        try {
            Schema schema = Plumb.validate(session.project()).schema();
            output.write(
                    session, format.or(ResultFormat.TEXT) == ResultFormat.JSON ? json(List.of()) : summary(schema));
            return ExitCode.OK;
        } catch (SpecException e) {
            if (format.or(ResultFormat.TEXT) == ResultFormat.JSON) {
                output.write(session, json(e.problems()));
            }
            throw e;
        }
    }

    private static String summary(Schema schema) {
        long tables = schema.directories().stream()
                .mapToLong(d -> d.objects(Table.class).count())
                .sum();
        return "valid: " + count(schema.directories().size(), "directory", "directories") + ", "
                + count(tables, "table", "tables") + "\n";
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static String json(List<Problem> problems) {
        return JsonDocuments.write(new ValidationDocument(
                PlanDocument.FORMAT_VERSION,
                problems.isEmpty(),
                problems.stream().map(ProblemEntry::of).toList()));
    }

    /** What was found, as JSON. */
    record ValidationDocument(String formatVersion, boolean valid, List<ProblemEntry> problems) {}

    /** One mistake. */
    record ProblemEntry(
            String message,
            Optional<String> file,
            Optional<Integer> line,
            Optional<Integer> column,
            Optional<String> remedy) {
        static ProblemEntry of(Problem problem) {
            return new ProblemEntry(
                    problem.message(),
                    problem.location().map(SourceLocation::file),
                    problem.location().map(SourceLocation::line),
                    problem.location().map(SourceLocation::column),
                    problem.remedy());
        }
    }
}
