package dev.plumb.schema.sql;

import java.util.List;

/**
 * The relation of a statement about a trigger or rule: {@code create trigger … on a.b}, {@code create rule … to a.b},
 * {@code comment on rule … on a.b}. Everywhere else a column follows these words.
 */
final class StatementTarget {
    private StatementTarget() {}

    static boolean standsAt(List<SqlToken> tokens, int i) {
        if (i < 4) {
            return false;
        }
        if (tokens.get(0).isWord("comment") && tokens.get(1).isWord("on")) {
            return tokens.get(i - 1).isWord("on");
        }
        if (!tokens.get(0).isWord("create")) {
            return false;
        }
        if (tokens.get(1).isWord("rule")) {
            return isFirst(tokens, i - 1, "to");
        }
        boolean trigger = tokens.get(1).isWord("trigger") || tokens.get(2).isWord("trigger");
        return trigger && isFirst(tokens, i - 1, "on");
    }

    private static boolean isFirst(List<SqlToken> tokens, int i, String word) {
        return tokens.get(i).isWord(word) && tokens.subList(0, i).stream().noneMatch(t -> t.isWord(word));
    }
}
