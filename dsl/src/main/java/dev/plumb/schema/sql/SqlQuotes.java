package dev.plumb.schema.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What quoted names and string constants stand for. Their texts are whole tokens of the lexer, so they are well formed. */
final class SqlQuotes {
    /** What separates two segments of one constant: white space with a line break in it, and {@code --} comments. */
    static final Pattern CONTINUATION =
            Pattern.compile("(?:[ \\t\\f\\x0B]|--[^\\n\\r]*)*[\\n\\r](?:\\s|--[^\\n\\r]*[\\n\\r])*'");

    static final Pattern UESCAPE = Pattern.compile(
            "(?:\\s|--[^\\n\\r]*[\\n\\r])*uescape(?:\\s|--[^\\n\\r]*[\\n\\r])*'([^'+\"\\s])'",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{1,2})|([0-7]{1,3})|(.))", Pattern.DOTALL);

    private SqlQuotes() {}

    /** The word with its ASCII letters in lower case. */
    static String fold(String word) {
        StringBuilder folded = new StringBuilder(word.length());
        word.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return folded.toString();
    }

    static String name(String token) {
        if (token.charAt(0) == '"') {
            return token.substring(1, token.length() - 1).replace("\"\"", "\"");
        }
        int close = token.lastIndexOf('"');
        return unicode(token.substring(3, close).replace("\"\"", "\""), escapeCharacter(token.substring(close + 1)));
    }

    static String value(String token) {
        if (token.charAt(0) == '$') {
            int opening = token.indexOf('$', 1) + 1;
            return token.substring(opening, token.length() - opening);
        }
        boolean unicode = token.regionMatches(true, 0, "u&", 0, 2);
        boolean escapes = token.charAt(0) == 'e' || token.charAt(0) == 'E';
        StringBuilder value = new StringBuilder();
        int at = token.indexOf('\'') + 1;
        while (true) {
            int close = SqlLexer.closingQuote(token, at, '\'', escapes);
            value.append(token, at, close);
            Matcher next = CONTINUATION.matcher(token).region(close + 1, token.length());
            if (!next.lookingAt()) {
                String raw = value.toString();
                return unicode
                        ? unicode(raw.replace("''", "'"), escapeCharacter(token.substring(close + 1)))
                        : escapes ? escapes(raw) : raw.replace("''", "'");
            }
            at = next.end();
        }
    }

    private static char escapeCharacter(String tail) {
        Matcher clause = UESCAPE.matcher(tail);
        return clause.lookingAt() ? clause.group(1).charAt(0) : '\\';
    }

    private static String unicode(String text, char escape) {
        String mark = Pattern.quote(String.valueOf(escape));
        Pattern pattern = Pattern.compile(mark + "(?:([0-9A-Fa-f]{4})|\\+([0-9A-Fa-f]{6})|(" + mark + "))");
        return pattern.matcher(text).replaceAll(m -> {
            String digits = m.group(1) != null ? m.group(1) : m.group(2);
            return Matcher.quoteReplacement(digits == null ? String.valueOf(escape) : codePoint(digits, 16));
        });
    }

    private static String escapes(String raw) {
        return ESCAPE.matcher(raw.replace("''", "'")).replaceAll(m -> Matcher.quoteReplacement(escaped(m)));
    }

    private static String escaped(java.util.regex.MatchResult escape) {
        for (int group = 1; group <= 3; group++) {
            if (escape.group(group) != null) {
                return codePoint(escape.group(group), 16);
            }
        }
        if (escape.group(4) != null) {
            return codePoint(escape.group(4), 8);
        }
        int known = "bfnrtv".indexOf(escape.group(5));
        return known < 0 ? escape.group(5) : String.valueOf("\b\f\n\r\t\u000B".charAt(known));
    }

    /** A surrogate stays one, so that a pair written as two escapes comes together by itself. */
    private static String codePoint(String digits, int radix) {
        long value = Long.parseLong(digits, radix);
        return value <= Character.MAX_CODE_POINT ? Character.toString((int) value) : digits;
    }
}
