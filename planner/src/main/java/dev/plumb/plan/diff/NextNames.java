package dev.plumb.plan.diff;

import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.schema.sql.SqlToken;
import java.util.List;
import java.util.Set;

/**
 * Fragments of indexes and checks over the next versions of columns. Canonical text names columns bare, so that what stands
 * after a dot or a cast, or before a parenthesis, is something else.
 */
final class NextNames {
    private NextNames() {}

    static List<String> inAll(List<String> fragments, Set<String> replaced) {
        return fragments.stream().map(f -> in(f, replaced)).toList();
    }

    static String in(String fragment, Set<String> replaced) {
        List<SqlToken> tokens = SqlLexer.significant(fragment);
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.isName() && replaced.contains(token.name()) && isColumn(tokens, i)) {
                text.append(fragment, copied, token.start()).append(SqlNames.quote(PlumbingNames.next(token.name())));
                copied = token.end();
            }
        }
        return text.append(fragment.substring(copied)).toString();
    }

    static List<String> names(List<String> columns, Set<String> replaced) {
        return columns.stream()
                .map(c -> replaced.contains(c) ? PlumbingNames.next(c) : c)
                .toList();
    }

    private static boolean isColumn(List<SqlToken> tokens, int i) {
        boolean afterQualifier = i > 0
                && (tokens.get(i - 1).isSymbol(".")
                        || tokens.get(i - 1).isSymbol("::")
                        || tokens.get(i - 1).isWord("collate"));
        boolean call = i + 1 < tokens.size()
                && (tokens.get(i + 1).isSymbol("(") || tokens.get(i + 1).isSymbol("."));
        return !afterQualifier && !call;
    }
}
