package dev.plumb.migration;

import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.exception.ValidationFailedException;

/** What an exception of Liquibase means. */
final class LiquibaseFailure {
    private LiquibaseFailure() {}

    /**
     * The server's answer.
     *
     * @throws SpecException when it is about the files
     */
    static SQLException explained(Exception e) {
        List<String> reasons = new ArrayList<>();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException answer) {
                return answer;
            }
            if (cause instanceof ValidationFailedException validation) {
                throw new SpecException(problems(validation));
            }
            reasons.add(String.valueOf(cause.getMessage()).strip());
        }
        throw new SpecException(List.of(new Problem(
                Optional.empty(),
                "the changelogs cannot be read: " + reasons.get(reasons.size() - 1),
                Optional.of("correct the file; every one begins with --liquibase formatted sql"))));
    }

    private static List<Problem> problems(ValidationFailedException validation) {
        List<Problem> problems = new ArrayList<>();
        validation
                .getInvalidMD5Sums()
                .forEach(sum -> problems.add(new Problem(
                        Optional.empty(),
                        sum.replaceAll("\\s+", " ") + ": it was changed after it ran here",
                        Optional.of("put it back as it was, and write what is still to be done into another changelog:"
                                + " plumb migrate new NAME"))));
        if (problems.isEmpty()) {
            problems.add(new Problem(
                    Optional.empty(),
                    String.valueOf(validation.getMessage())
                            .replaceAll("\\s+", " ")
                            .strip(),
                    Optional.of("correct the changelogs")));
        }
        return problems;
    }
}
