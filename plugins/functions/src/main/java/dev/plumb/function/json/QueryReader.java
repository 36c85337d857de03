package dev.plumb.function.json;

import dev.plumb.function.json.SingularQuery.Element;
import dev.plumb.function.json.SingularQuery.Member;
import dev.plumb.function.json.SingularQuery.Segment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the segments of a query, character by character. */
final class QueryReader {
    private static final Pattern INDEX = Pattern.compile("0|-?[1-9][0-9]{0,8}");
    private static final String ESCAPED = "bfnrt/\\'\"";
    private static final String MEANING = "\b\f\n\r\t/\\'\"";

    private final String query;
    private int position;

    QueryReader(String query) {
        this.query = query;
    }

    boolean hasMore() {
        return position < query.length();
    }

    Segment segment() {
        skipBlanks();
        if (take('.')) {
            return new Member(shorthand());
        }
        expect('[', ". or [");
        skipBlanks();
        boolean isName = peek() == '\'' || peek() == '"';
        Segment segment = isName ? new Member(quoted(next())) : new Element(index());
        skipBlanks();
        expect(']', "]");
        return segment;
    }

    void expect(char c, String expected) {
        if (!take(c)) {
            throw invalid(expected);
        }
    }

    private InvalidQueryException invalid(String expected) {
        return new InvalidQueryException(query, position, expected);
    }

    private void skipBlanks() {
        while (hasMore() && " \t\n\r".indexOf(peek()) >= 0) {
            position++;
        }
    }

    /** A character that is never part of a query, at the end. */
    private char peek() {
        return hasMore() ? query.charAt(position) : '\0';
    }

    private char next() {
        if (!hasMore()) {
            throw invalid("more");
        }
        return query.charAt(position++);
    }

    private boolean take(char c) {
        boolean isNext = hasMore() && peek() == c;
        if (isNext) {
            position++;
        }
        return isNext;
    }

    private String shorthand() {
        int start = position;
        while (hasMore() && (isNameFirst(peek()) || (position > start && Character.isDigit(peek())))) {
            position++;
        }
        if (position == start) {
            throw invalid(
                    "a name of letters, digits and underscores, or ['any name']; one value only, so no * and no ..");
        }
        return query.substring(start, position);
    }

    private static boolean isNameFirst(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
    }

    private int index() {
        Matcher index = INDEX.matcher(query).region(position, query.length());
        if (!index.lookingAt()) {
            throw invalid("an index or a name in quotes; one value only, so no * and no :");
        }
        position = index.end();
        return Integer.parseInt(index.group());
    }

    private String quoted(char quote) {
        StringBuilder name = new StringBuilder();
        for (char c = next(); c != quote; c = next()) {
            name.append(c == '\\' ? escape(quote) : c);
        }
        return name.toString();
    }

    private char escape(char quote) {
        char c = next();
        int known = ESCAPED.indexOf(c);
        boolean otherQuote = (c == '\'' || c == '"') && c != quote;
        if (known >= 0 && !otherQuote) {
            return MEANING.charAt(known);
        }
        if (c == 'u' && position + 4 <= query.length()) {
            String digits = query.substring(position, position + 4);
            if (digits.matches("[0-9A-Fa-f]{4}")) {
                position += 4;
                return (char) Integer.parseInt(digits, 16);
            }
        }
        position--;
        throw invalid("an escape of JSON");
    }
}
