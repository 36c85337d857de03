package dev.plumb.dsl.sql;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL calls the keys of an index: a column by its name, a function's result by the function's, the rest {@code expr}. */
final class KeyNames {
    private KeyNames() {}

    static List<String> of(List<String> elements) {
        List<String> names = new ArrayList<>();
        for (String element : elements) {
            String own = keyName(SqlLexer.significant(element));
            String name = own;
            for (int number = 1; names.contains(name); number++) {
                name = own + number;
            }
            names.add(name);
        }
        return names;
    }

    private static String keyName(List<SqlToken> tokens) {
        if (!tokens.isEmpty() && tokens.get(0).isSymbol("(")) {
            return ofExpression(tokens.subList(1, closing(tokens, 0)));
        }
        int name = lastName(tokens);
        return name < 0 ? "expr" : tokens.get(name).name();
    }

    /** In parentheses a call gives its name only when nothing follows it. */
    private static String ofExpression(List<SqlToken> tokens) {
        if (!tokens.isEmpty() && tokens.get(0).isSymbol("(") && closing(tokens, 0) == tokens.size() - 1) {
            return ofExpression(tokens.subList(1, tokens.size() - 1));
        }
        int name = lastName(tokens);
        int after = name + 1;
        if (name >= 0 && after < tokens.size() && tokens.get(after).isSymbol("(")) {
            after = closing(tokens, after) + 1;
        }
        return name >= 0 && after >= tokens.size() ? tokens.get(name).name() : "expr";
    }

    /** Where the last of the leading names {@code a.b.c} stands, or -1. */
    private static int lastName(List<SqlToken> tokens) {
        int at = 0;
        while (at + 2 < tokens.size()
                && tokens.get(at).isName()
                && tokens.get(at + 1).isSymbol(".")
                && tokens.get(at + 2).isName()) {
            at += 2;
        }
        return at < tokens.size() && tokens.get(at).isName() ? at : -1;
    }

    private static int closing(List<SqlToken> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }
}
