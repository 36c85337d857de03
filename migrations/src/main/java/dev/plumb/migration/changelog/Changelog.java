package dev.plumb.migration.changelog;

import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One file of changesets.
 *
 * @param path below the project, with forward slashes: part of the identity of its changesets, wherever the file is read from
 */
public record Changelog(String path, List<Changeset> changesets) {
    /** The changelog parameter that stands for the prefix of an environment's schemas. */
    public static final String PREFIX = "plumb.prefix";

    /** In statements, what stands for the prefix until they are written: part of a name that needs no quotes. */
    private static final String MARK = "plumb7c1e90f3_prefix_";

    /** The same in names that need quotes whatever the prefix is. */
    private static final String QUOTED_MARK = "Plumb7c1e90f3_Prefix_";

    private static final Pattern MARKS = Pattern.compile(MARK, Pattern.CASE_INSENSITIVE);

    public Changelog {
        changesets = List.copyOf(changesets);
    }

    /**
     * A schema as the statements of changesets name it, whatever the environment.
     *
     * @param name without a prefix
     */
    public static String schema(String name) {
        return (SqlNames.quote(name).equals(name) ? MARK : QUOTED_MARK) + name;
    }

    /** As Liquibase's formatted SQL. */
    public String text() {
        return "--liquibase formatted sql logicalFilePath:" + path + "\n"
                + changesets.stream().map(Changelog::text).collect(Collectors.joining());
    }

    private static String text(Changeset changeset) {
        StringBuilder text = new StringBuilder("\n--changeset ");
        text.append(Changeset.AUTHOR).append(':').append(word(changeset.id()));
        text.append(" labels:").append(changeset.destructive() ? Changeset.DESTRUCTIVE : "safe");
        text.append(changeset.alone() ? " runInTransaction:false" : "");
        // Several statements of a transaction go to the driver as they are: it knows where each ends.
        String split = "plitStatements:" + changeset.alone();
        text.append(" rollbackS").append(split).append(" s").append(split).append(" stripComments:false\n");
        text.append("--comment: ").append(line(changeset.about())).append('\n');
        for (String statement : changeset.statements()) {
            text.append(parametrised(FormattedSql.safe(statement))).append(";\n");
        }
        changeset.limits().ifPresent(l -> text.append("-- Not taken back: ")
                .append(line(l))
                .append('\n'));
        rollback(changeset, text);
        return text.toString();
    }

    private static void rollback(Changeset changeset, StringBuilder text) {
        if (changeset.rollback().isEmpty()) {
            text.append("--rollback empty\n");
        }
        for (String statement : changeset.rollback()) {
            (parametrised(FormattedSql.safe(statement)) + ";")
                    .lines()
                    .forEach(l -> text.append("--rollback ").append(l).append('\n'));
        }
    }

    private static String parametrised(String sql) {
        return MARKS.matcher(sql).replaceAll(Matcher.quoteReplacement("${" + PREFIX + "}"));
    }

    private static String word(String id) {
        return id.chars().anyMatch(Character::isWhitespace) ? '"' + id + '"' : id;
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").replace("${", "$ {");
    }
}
