package dev.plumb.migration.changelog;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Writes SQL so that Liquibase reads nothing else from it: in its formatted SQL a line of a string can look like an instruction, and
 * <code>${…}</code> anywhere stands for a parameter, which the process environment may well have; and it drops carriage returns. What could be misread is spelled in
 * another way that PostgreSQL takes for the same.
 */
final class FormattedSql {
    private static final Pattern INSTRUCTION = Pattern.compile(
            "(?im)^\\s*(?:-+\\s*(?:liquibase|property|changeset|rollback|precondition|comment|validchecksum|ignore)"
                    + "|/\\*\\s*liquibase)");

    /** Liquibase takes a rollback with this word for a reference to another changeset. */
    private static final String REFERENCE = "changesetid";

    private FormattedSql() {}

    static String safe(String sql) {
        if (!isMisread(sql)) {
            return sql;
        }
        StringBuilder safe = new StringBuilder();
        for (SqlToken token : SqlLexer.tokens(sql)) {
            safe.append(isMisread(token.text()) ? spelled(token) : token.text());
        }
        return safe.toString();
    }

    private static boolean isMisread(String text) {
        return text.contains("${")
                || text.indexOf('\r') >= 0
                || INSTRUCTION.matcher(text).find()
                || text.toLowerCase(Locale.ROOT).contains(REFERENCE);
    }

    private static String spelled(SqlToken token) {
        return switch (token.kind()) {
            case STRING -> string(token.value());
            case WORD, QUOTED_NAME -> name(token.name());
            case COMMENT -> " ";
            case WHITESPACE -> token.text().replace("\r", "");
            case NUMBER, PARAMETER, SYMBOL, UNTERMINATED -> token.text();
        };
    }

    /** One line, every character that could begin something escaped. */
    private static String string(String value) {
        StringBuilder literal = new StringBuilder(" E'");
        value.codePoints().forEach(c -> {
            switch (c) {
                case '\'' -> literal.append("''");
                case '\\' -> literal.append("\\\\");
                case '\n' -> literal.append("\\n");
                case '\r' -> literal.append("\\r");
                case '$' -> literal.append("\\x24");
                default -> literal.appendCodePoint(c);
            }
        });
        return broken(literal.append('\'').toString(), "\\\\x65");
    }

    private static String name(String name) {
        StringBuilder quoted = new StringBuilder("U&\"");
        name.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\"\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\000A");
                case '\r' -> quoted.append("\\000D");
                case '$' -> quoted.append("\\0024");
                default -> quoted.appendCodePoint(c);
            }
        });
        return broken(quoted.append('"').toString(), "\\\\0065");
    }

    /** With an e of the word escaped. */
    private static String broken(String text, String escape) {
        return text.replaceAll("(?i)(chang)e(?=setid)", "$1" + escape);
    }
}
