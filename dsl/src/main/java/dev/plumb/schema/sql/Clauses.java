package dev.plumb.schema.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Where in a query a token stands, as far as it decides what {@code a.b} is: in a list of tables a schema's table, where a value
 * is expected a column of a table or alias.
 */
final class Clauses {
    /** What the first name of {@code a.b} can be. */
    enum Qualifier {
        SCHEMA,
        COLUMN,
        EITHER
    }

    /** After these a value begins, so {@code a} is a table or an alias. */
    private static final Set<String> BEFORE_VALUE = words(
            "all and any asymmetric between both by case default distinct else escape for from groups having ilike in is"
                    + " leading like limit not offset on or overlaps passing placing range rows select similar some symmetric"
                    + " then to trailing using values variadic when where zone");

    /** Keywords that may also be the name of a column before its type. */
    private static final Set<String> BEFORE_EITHER = words("content document key path ref return returning set value");

    private static final Set<String> BEFORE_RELATION = words("join into only update table references");

    private static final Set<String> AFTER_RELATIONS = words(
            "where group having window order limit offset fetch for union intersect except select set returning when");

    private final Deque<Level> levels = new ArrayDeque<>();

    Clauses() {
        levels.push(new Level(false, false));
    }

    /** True when the next name, if it is one, is a table, view or function in a list of tables. */
    boolean expectsRelation() {
        return top().expectsRelation;
    }

    /** What the qualifier at {@code i} can be, judged by the token before it. */
    Qualifier after(List<SqlToken> tokens, int i) {
        if (i == 0) {
            return Qualifier.EITHER;
        }
        SqlToken before = tokens.get(i - 1);
        return switch (before.kind()) {
            case SYMBOL -> afterSymbol(before);
            case WORD -> afterWord(before.word());
            // What follows a finished value or a name without an operator is a type or an operator class.
            case QUOTED_NAME, STRING, NUMBER, PARAMETER -> Qualifier.SCHEMA;
            case WHITESPACE, COMMENT, UNTERMINATED -> Qualifier.EITHER;
        };
    }

    private Qualifier afterSymbol(SqlToken symbol) {
        if (symbol.isSymbol(")")) {
            return top().closedDistinctOn ? Qualifier.COLUMN : Qualifier.SCHEMA;
        }
        return symbol.isSymbol("::") || symbol.isSymbol("]") ? Qualifier.SCHEMA : Qualifier.COLUMN;
    }

    private static Qualifier afterWord(String word) {
        if (BEFORE_VALUE.contains(word)) {
            return Qualifier.COLUMN;
        }
        return BEFORE_EITHER.contains(word) ? Qualifier.EITHER : Qualifier.SCHEMA;
    }

    /** Moves past the token at {@code i}. */
    void pass(List<SqlToken> tokens, int i) {
        SqlToken token = tokens.get(i);
        boolean afterDot = i > 0 && tokens.get(i - 1).isSymbol(".");
        if (token.isSymbol("(") || token.isSymbol("[")) {
            open(tokens, i);
        } else if (token.isSymbol(")") || token.isSymbol("]")) {
            close();
        } else if (token.isSymbol(",")) {
            top().expectsRelation = top().inRelations;
        } else if (token.kind() == SqlToken.Kind.WORD && !afterDot) {
            word(tokens, i);
        } else {
            top().expectsRelation = false;
        }
    }

    private void open(List<SqlToken> tokens, int i) {
        boolean distinctOn =
                i >= 2 && tokens.get(i - 1).isWord("on") && tokens.get(i - 2).isWord("distinct");
        boolean relations = top().expectsRelation && tokens.get(i).isSymbol("(");
        levels.push(new Level(relations, distinctOn));
    }

    private void close() {
        boolean distinctOn = levels.size() > 1 && levels.pop().distinctOn;
        top().expectsRelation = false;
        top().closedDistinctOn = distinctOn;
    }

    private void word(List<SqlToken> tokens, int i) {
        String word = tokens.get(i).word();
        Level level = top();
        if (word.equals("select") || word.equals("delete")) {
            level.query = true;
        }
        if (word.equals("from")) {
            level.expectsRelation = isFromClause(tokens, i);
            level.inRelations |= level.expectsRelation;
        } else if (BEFORE_RELATION.contains(word)) {
            level.expectsRelation = true;
        } else {
            level.expectsRelation = false;
            level.inRelations &= !AFTER_RELATIONS.contains(word);
        }
    }

    /** Not the {@code from} of {@code extract(year from x)} or {@code is distinct from}. */
    private boolean isFromClause(List<SqlToken> tokens, int i) {
        boolean distinctFrom = i >= 2
                && tokens.get(i - 1).isWord("distinct")
                && (tokens.get(i - 2).isWord("is") || tokens.get(i - 2).isWord("not"));
        return !distinctFrom && (top().query || (i >= 1 && tokens.get(i - 1).isWord("rows")));
    }

    private Level top() {
        return levels.getFirst();
    }

    private static Set<String> words(String words) {
        return Set.of(words.split(" "));
    }

    /** One pair of parentheses or brackets. */
    private static final class Level {
        private boolean inRelations;
        private final boolean distinctOn;
        private boolean query;
        private boolean expectsRelation;
        private boolean closedDistinctOn;

        private Level(boolean inRelations, boolean distinctOn) {
            this.inRelations = inRelations;
            this.expectsRelation = inRelations;
            this.distinctOn = distinctOn;
        }
    }
}
