package dev.plumb.dsl.sql;

import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks over the tokens of a text and says what it expected where. */
final class SqlCursor {
    private final String sql;
    private final List<SqlToken> tokens;
    private int at;

    /** @throws ColumnTextException when a string, quoted name or comment is not closed */
    SqlCursor(String sql) {
        this.sql = sql;
        this.tokens = SqlLexer.significant(sql);
        tokens.stream()
                .filter(t -> t.kind() == SqlToken.Kind.UNTERMINATED)
                .findFirst()
                .ifPresent(t -> {
                    String what = t.text().startsWith("/*")
                            ? "the comment"
                            : t.text().matches("(?is)(u&)?\".*") ? "the double quote" : "the string";
                    throw new ColumnTextException(t.start(), what + " that begins here is not closed");
                });
    }

    boolean atEnd() {
        return at == tokens.size();
    }

    int position() {
        return at;
    }

    /** The word ahead in lower case; empty at the end and before anything that is not a word. */
    String word() {
        return word(0);
    }

    String word(int ahead) {
        return at + ahead < tokens.size() ? tokens.get(at + ahead).word() : "";
    }

    Optional<SqlToken> peek() {
        return atEnd() ? Optional.empty() : Optional.of(tokens.get(at));
    }

    /** The token before the next one. */
    Optional<SqlToken> previous() {
        return at == 0 ? Optional.empty() : Optional.of(tokens.get(at - 1));
    }

    void skip() {
        at++;
    }

    /** Takes the words if they come next, all or none. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (!word(i).equals(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    boolean acceptSymbol(String symbol) {
        boolean found = peek().filter(t -> t.isSymbol(symbol)).isPresent();
        at += found ? 1 : 0;
        return found;
    }

    void expect(String... words) {
        for (String word : words) {
            if (!accept(word)) {
                throw unexpected("'" + word + "'");
            }
        }
    }

    void expectSymbol(String symbol) {
        if (!acceptSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String name(String what) {
        SqlToken token = peek().filter(SqlToken::isName).orElseThrow(() -> unexpected(what));
        at++;
        return token.name();
    }

    /** {@code (a, b)}. */
    List<String> names(String what) {
        expectSymbol("(");
        List<String> names = new ArrayList<>();
        do {
            names.add(name(what));
        } while (acceptSymbol(","));
        expectSymbol(")");
        return names;
    }

    /** {@code name} or {@code schema.name}. */
    QualifiedName qualifiedName(String ownSchema, String what) {
        String first = name(what);
        QualifiedName name =
                acceptSymbol(".") ? new QualifiedName(first, name(what)) : new QualifiedName(ownSchema, first);
        if (acceptSymbol(".")) {
            at--;
            throw unexpected("no third name: a directory inside another is written with two underscores");
        }
        return name;
    }

    /** A whole number with its sign. */
    long number(String what) {
        int start = at;
        boolean negative = acceptSymbol("-");
        if (!negative) {
            acceptSymbol("+");
        }
        SqlToken token = peek().filter(t -> t.kind() == SqlToken.Kind.NUMBER).orElseThrow(() -> unexpected(what));
        at++;
        try {
            return Long.parseLong((negative ? "-" : "") + token.text().replace("_", ""));
        } catch (NumberFormatException e) {
            at = start;
            throw unexpected(what + " between " + Long.MIN_VALUE + " and " + Long.MAX_VALUE);
        }
    }

    /** The SQL between parentheses, which must close. */
    String parenthesised(String what) {
        expectSymbol("(");
        int first = at;
        skipToClosing(")");
        if (at == first + 1) {
            at = first;
            throw unexpected(what);
        }
        return textBetween(first, at - 1);
    }

    /** Moves behind the closing bracket of what was opened by the token before. */
    void skipToClosing(String closing) {
        int opened = at - 1;
        int depth = 1;
        while (depth > 0 && !atEnd()) {
            SqlToken token = tokens.get(at++);
            depth += token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
            depth -= token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
        }
        if (depth > 0 || !tokens.get(at - 1).isSymbol(closing)) {
            SqlToken open = tokens.get(opened);
            throw new ColumnTextException(open.start(), "'" + open.text() + "' is not closed by '" + closing + "'");
        }
    }

    /** The text from one token up to, not including, another. */
    String textBetween(int from, int to) {
        return sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** What was read since a token. */
    ColumnClauses.Clause clause(String word, int from) {
        return new ColumnClauses.Clause(
                word, tokens.get(from).start(), tokens.get(at - 1).end());
    }

    String textSince(int from) {
        return textBetween(from, at);
    }

    /** The error that something else was expected here. */
    ColumnTextException unexpected(String expected) {
        return fail("expected " + expected + ", found " + found(), Optional.empty());
    }

    /** The error that nothing of what may follow does; suggests what begins with the nearest word. */
    ColumnTextException unexpectedWord(List<String> phrases) {
        Map<String, String> byFirstWord = new HashMap<>();
        phrases.forEach(p -> byFirstWord.putIfAbsent(p.split(" ")[0], p));
        Optional<String> meant = Suggestions.nearest(word(), byFirstWord.keySet())
                .filter(w -> !word().isEmpty())
                .map(w -> "did you mean '" + byFirstWord.get(w) + "'?");
        return fail("expected one of " + String.join(", ", phrases) + ", found " + found(), meant);
    }

    ColumnTextException fail(String message, Optional<String> remedy) {
        return new ColumnTextException(peek().map(SqlToken::start).orElse(sql.length()), message, remedy);
    }

    private String found() {
        return peek().map(t -> "'" + t.text() + "'").orElse("the end");
    }
}
