package dev.plumb.runtime.sample;

import dev.plumb.schema.sql.NameMap;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** SQL that a person typed and that has to stay within the parentheses it is put into. */
final class UserSql {
    private UserSql() {}

    /**
     * The expression in parentheses, with physical names.
     *
     * @param what it is, for messages
     * @throws SpecException if it is more or less than one expression
     */
    static String expression(String what, String sql, NameMap names) {
        int depth = 0;
        for (SqlToken token : SqlLexer.significant(sql)) {
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth < 0 || token.isSymbol(";")) {
                throw refused(what, "the '" + (depth < 0 ? ")" : ";") + "' ends it too early");
            }
        }
        if (SqlLexer.significant(sql).stream().anyMatch(t -> t.kind() == SqlToken.Kind.UNTERMINATED)) {
            throw refused(what, "a quote or a comment is not closed");
        }
        if (depth != 0 || SqlLexer.significant(sql).isEmpty()) {
            throw refused(what, depth != 0 ? "a '(' is not closed" : "it is empty");
        }
        // What may end in a line comment must not swallow the parenthesis.
        return "(" + withoutParameters(names.toPhysical(sql)) + "\n)";
    }

    /** The driver takes a question mark for a parameter unless it is doubled, and PostgreSQL has operators with one. */
    private static String withoutParameters(String sql) {
        return SqlLexer.tokens(sql).stream()
                .map(t -> t.kind() == SqlToken.Kind.SYMBOL ? t.text().replace("?", "??") : t.text())
                .collect(Collectors.joining());
    }

    private static SpecException refused(String what, String why) {
        return new SpecException(List.of(new Problem(
                Optional.empty(), what + " is not one expression: " + why, Optional.of("write one expression"))));
    }
}
