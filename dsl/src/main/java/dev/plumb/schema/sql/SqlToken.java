package dev.plumb.schema.sql;

import java.util.Locale;

/**
 * One token of a SQL text, exactly as written. The texts of all tokens of a fragment, put one after another, are the fragment.
 *
 * @param text as written, never empty
 * @param start offset of its first character in the fragment
 */
public record SqlToken(Kind kind, String text, int start) {

    /** What a token is. */
    public enum Kind {
        /** A keyword or a name without quotes. */
        WORD,
        /** {@code "Name"}, {@code U&"n\0061me"} with its {@code uescape} clause. */
        QUOTED_NAME,
        /** A string constant in any of its forms, all of its continued segments included. */
        STRING,
        NUMBER,
        /** {@code $1}. */
        PARAMETER,
        /** Operators, and the characters that stand for themselves. */
        SYMBOL,
        WHITESPACE,
        COMMENT,
        /** A string, quoted name or comment that is not closed; it reaches to the end of the fragment. */
        UNTERMINATED
    }

    /** Offset after its last character. */
    public int end() {
        return start + text.length();
    }

    /** True for what stands between tokens and means nothing. */
    public boolean isTrivia() {
        return kind == Kind.WHITESPACE || kind == Kind.COMMENT;
    }

    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    /** True for this keyword, given in lower case, in any case and without quotes. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** The word in lower case; empty for every other kind of token. */
    public String word() {
        return kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : "";
    }

    /**
     * The name as PostgreSQL stores it: without quotes and escapes, or folded to lower case (ASCII letters only, as the server
     * does in multi-byte encodings).
     */
    public String name() {
        return switch (kind) {
            case WORD -> SqlQuotes.fold(text);
            case QUOTED_NAME -> SqlQuotes.name(text);
            case STRING, NUMBER, PARAMETER, SYMBOL, WHITESPACE, COMMENT, UNTERMINATED ->
                throw new IllegalStateException("not a name: " + text);
        };
    }

    /** What the string constant stands for; for a bit string its digits. */
    public String value() {
        if (kind != Kind.STRING) {
            throw new IllegalStateException("not a string constant: " + text);
        }
        return SqlQuotes.value(text);
    }
}
