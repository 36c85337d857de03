package dev.plumb.migration.data;

import dev.plumb.plan.DataMigration;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import dev.plumb.source.Problem;
import dev.plumb.source.SourceFile;
import dev.plumb.source.SourceLocation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one file of SQL. Comments at its top say where it runs: {@code -- before: library/documents.title} or
 * {@code -- after: library/documents}; without one it runs after all changes.
 */
public final class DataMigrationReader {
    private static final Pattern PLACE =
            Pattern.compile("--\\s*(before|after)\\s*:\\s*(.*?)\\s*", Pattern.CASE_INSENSITIVE);

    /** As addresses are written everywhere: names that need it are quoted. */
    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[^\\s/.\"]+)";

    private static final Pattern ADDRESS = Pattern.compile(NAME + "(?:/" + NAME + ")*(?:\\." + NAME + ")?");

    private final SourceFile file;
    private final List<Problem> problems;

    private DataMigrationReader(SourceFile file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * The migration, as far as the file can be understood.
     *
     * @param problems gains everything that is wrong with it
     */
    public static DataMigration read(SourceFile file, List<Problem> problems) {
        return new DataMigrationReader(file, problems).read();
    }

    private DataMigration read() {
        List<SqlToken> tokens = SqlLexer.tokens(file.text());
        new ForbiddenStatements(tokens).find().forEach((token, why) -> problem(token, why.message(), why.remedy()));
        return new DataMigration(file.path(), file.text(), digest(file.text()), place(tokens));
    }

    private DataMigration.Place place(List<SqlToken> tokens) {
        List<DataMigration.Place> places = new ArrayList<>();
        for (SqlToken token : tokens) {
            if (!token.isTrivia()) {
                break;
            }
            Matcher matcher = PLACE.matcher(token.text());
            if (matcher.matches()) {
                if (!places.isEmpty()) {
                    problem(token, "the file says twice where it runs", "keep one of them, or write two files");
                }
                place(token, matcher).ifPresent(places::add);
            }
        }
        return places.isEmpty() ? new DataMigration.AtTheEnd() : places.get(0);
    }

    private Optional<DataMigration.Place> place(SqlToken comment, Matcher matcher) {
        String address = matcher.group(2);
        if (!ADDRESS.matcher(address).matches()) {
            problem(
                    comment,
                    "'" + address + "' is not an address",
                    "name one, like library/documents or library/documents.title");
            return Optional.empty();
        }
        return Optional.of(
                matcher.group(1).equalsIgnoreCase("before")
                        ? new DataMigration.Before(address)
                        : new DataMigration.After(address));
    }

    private void problem(SqlToken token, String message, String remedy) {
        String before = file.text().substring(0, token.start());
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
        problems.add(Problem.at(new SourceLocation(file.path(), line, column), message, remedy));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
