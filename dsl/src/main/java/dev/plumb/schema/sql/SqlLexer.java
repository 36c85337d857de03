package dev.plumb.schema.sql;

import dev.plumb.schema.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Cuts SQL into tokens by PostgreSQL's rules (with {@code standard_conforming_strings}, as the server's default has been since
 * 9.1). It accepts every text: what is not closed becomes one {@link Kind#UNTERMINATED} token.
 */
public final class SqlLexer {
    private static final String OPERATOR_CHARACTERS = "~!@#^&|`?+-*/%<>=";
    /** An operator of several characters may end in + or - only if it contains one of these. */
    private static final String MAKES_SIGN_LEGAL = "~!@#^&|`?%";

    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int at;

    private SqlLexer(String sql) {
        this.sql = sql;
    }

    /** All tokens in order, white space and comments included. */
    public static List<SqlToken> tokens(String sql) {
        SqlLexer lexer = new SqlLexer(sql);
        while (lexer.at < sql.length()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    /** The tokens that mean something. */
    public static List<SqlToken> significant(String sql) {
        return tokens(sql).stream().filter(t -> !t.isTrivia()).toList();
    }

    private void next() {
        char c = sql.charAt(at);
        if (isSpace(c)) {
            whitespace();
        } else if (startsWith("--")) {
            add(Kind.COMMENT, lineEnd(at));
        } else if (startsWith("/*")) {
            blockComment();
        } else if (c == '\'') {
            string(at, false);
        } else if (c == '"') {
            quotedName(at);
        } else if (isNameStart(c)) {
            wordOrPrefixed();
        } else if (c == '$') {
            dollar();
        } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            number();
        } else {
            symbol();
        }
    }

    private void whitespace() {
        int end = at;
        while (end < sql.length() && isSpace(sql.charAt(end))) {
            end++;
        }
        add(Kind.WHITESPACE, end);
    }

    private void blockComment() {
        int depth = 0;
        int end = at;
        do {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < sql.length());
        add(depth > 0 ? Kind.UNTERMINATED : Kind.COMMENT, Math.min(end, sql.length()));
    }

    private void wordOrPrefixed() {
        char c = Character.toLowerCase(sql.charAt(at));
        if (c == 'u' && peek(1) == '&' && peek(2) == '"') {
            quotedName(at + 2);
        } else if (c == 'u' && peek(1) == '&' && peek(2) == '\'') {
            string(at + 2, false);
        } else if ("ebxn".indexOf(c) >= 0 && peek(1) == '\'') {
            string(at + 1, c == 'e');
        } else {
            int end = at;
            while (end < sql.length() && isNamePart(sql.charAt(end))) {
                end++;
            }
            add(Kind.WORD, end);
        }
    }

    private void quotedName(int quote) {
        int close = closingQuote(sql, quote + 1, '"', false);
        if (close < 0) {
            add(Kind.UNTERMINATED, sql.length());
            return;
        }
        add(Kind.QUOTED_NAME, quote > at ? afterUescape(close + 1) : close + 1);
    }

    private void string(int quote, boolean escapes) {
        int close = closingQuote(sql, quote + 1, '\'', escapes);
        while (close >= 0) {
            Matcher next = SqlQuotes.CONTINUATION.matcher(sql).region(close + 1, sql.length());
            if (!next.lookingAt()) {
                add(Kind.STRING, quote == at + 2 ? afterUescape(close + 1) : close + 1);
                return;
            }
            close = closingQuote(sql, next.end(), '\'', escapes);
        }
        add(Kind.UNTERMINATED, sql.length());
    }

    private int afterUescape(int end) {
        Matcher clause = SqlQuotes.UESCAPE.matcher(sql).region(end, sql.length());
        return clause.lookingAt() ? clause.end() : end;
    }

    private void dollar() {
        int end = at + 1;
        if (isDigit(peek(1))) {
            while (end < sql.length() && isDigit(sql.charAt(end))) {
                end++;
            }
            add(Kind.PARAMETER, end);
            return;
        }
        while (end < sql.length() && sql.charAt(end) != '$' && isNamePart(sql.charAt(end))) {
            end++;
        }
        if (end >= sql.length() || sql.charAt(end) != '$') {
            add(Kind.SYMBOL, at + 1);
            return;
        }
        String tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        add(close < 0 ? Kind.UNTERMINATED : Kind.STRING, close < 0 ? sql.length() : close + tag.length());
    }

    private void number() {
        int end = at;
        if (sql.charAt(at) == '0' && "xXoObB".indexOf(peek(1)) >= 0 && Character.digit(peek(2), 16) >= 0) {
            end = at + 2;
            while (end < sql.length() && (Character.digit(sql.charAt(end), 16) >= 0 || sql.charAt(end) == '_')) {
                end++;
            }
            add(Kind.NUMBER, end);
            return;
        }
        end = digits(end);
        // 1..10 is a range, not the number 1. followed by .10
        if (end < sql.length() && sql.charAt(end) == '.' && !sql.startsWith("..", end)) {
            end = digits(end + 1);
        }
        int exponent = end + 1 < sql.length() && "+-".indexOf(sql.charAt(end + 1)) >= 0 ? end + 2 : end + 1;
        boolean exponentFollows = end < sql.length() && "eE".indexOf(sql.charAt(end)) >= 0;
        if (exponentFollows && exponent < sql.length() && isDigit(sql.charAt(exponent))) {
            end = digits(exponent);
        }
        add(Kind.NUMBER, end);
    }

    private int digits(int from) {
        int end = from;
        while (end < sql.length() && (isDigit(sql.charAt(end)) || (sql.charAt(end) == '_' && end > from))) {
            end++;
        }
        return end;
    }

    private void symbol() {
        for (String pair : List.of("::", "..", ":=")) {
            if (startsWith(pair)) {
                add(Kind.SYMBOL, at + 2);
                return;
            }
        }
        int end = at;
        while (end < sql.length()
                && OPERATOR_CHARACTERS.indexOf(sql.charAt(end)) >= 0
                && !sql.startsWith("--", end)
                && !sql.startsWith("/*", end)) {
            end++;
        }
        String operator = sql.substring(at, end);
        boolean signLegal = operator.chars().anyMatch(c -> MAKES_SIGN_LEGAL.indexOf(c) >= 0);
        while (!signLegal && end > at + 1 && "+-".indexOf(sql.charAt(end - 1)) >= 0) {
            end--;
        }
        add(Kind.SYMBOL, Math.max(end, at + 1));
    }

    private void add(Kind kind, int end) {
        tokens.add(new SqlToken(kind, sql.substring(at, end), at));
        at = end;
    }

    /** Offset of the quote that closes what is open at {@code from}, or -1. */
    static int closingQuote(String text, int from, char quote, boolean escapes) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i++;
            } else if (c == quote && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                return i;
            }
        }
        return -1;
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private boolean startsWith(String prefix) {
        return sql.startsWith(prefix, at);
    }

    private char peek(int offset) {
        return at + offset < sql.length() ? sql.charAt(at + offset) : '\0';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Like the server, which takes every byte above ASCII for a letter. */
    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
