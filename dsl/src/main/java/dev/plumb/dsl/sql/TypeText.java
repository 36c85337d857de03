package dev.plumb.dsl.sql;

import java.util.Set;

/** Finds where the name of a type ends. Whether there is such a type only a server knows. */
public final class TypeText {
    private static final Set<String> CHARACTER = Set.of("character", "char", "nchar", "bit");
    private static final Set<String> INTERVAL_FIELDS = Set.of("year", "month", "day", "hour", "minute", "second");

    private TypeText() {}

    /**
     * The text without surrounding space, if it is one type and nothing else.
     *
     * @throws ColumnTextException when it is not
     */
    public static String parse(String text) {
        SqlCursor cursor = new SqlCursor(text);
        String type = read(cursor);
        if (!cursor.atEnd()) {
            throw cursor.unexpected("nothing after the type '" + type + "'");
        }
        return type;
    }

    static String read(SqlCursor cursor) {
        int start = cursor.position();
        if (ColumnTail.begins(cursor.word())) {
            throw cursor.unexpected("a type");
        }
        if (cursor.accept("double")) {
            cursor.expect("precision");
        } else if (cursor.word().equals("national") && CHARACTER.contains(cursor.word(1))) {
            cursor.skip();
            varying(cursor);
        } else if (CHARACTER.contains(cursor.word())) {
            varying(cursor);
        } else if (cursor.accept("timestamp") || cursor.accept("time")) {
            timeZone(cursor);
        } else if (cursor.accept("interval")) {
            interval(cursor);
        } else {
            name(cursor);
        }
        array(cursor);
        return cursor.textSince(start);
    }

    private static void name(SqlCursor cursor) {
        do {
            cursor.name("a type");
        } while (cursor.acceptSymbol("."));
        modifiers(cursor);
    }

    private static void varying(SqlCursor cursor) {
        cursor.skip();
        cursor.accept("varying");
        modifiers(cursor);
    }

    private static void timeZone(SqlCursor cursor) {
        modifiers(cursor);
        if (cursor.accept("with") || cursor.accept("without")) {
            cursor.expect("time", "zone");
        }
    }

    private static void interval(SqlCursor cursor) {
        modifiers(cursor);
        if (INTERVAL_FIELDS.contains(cursor.word())) {
            cursor.skip();
            modifiers(cursor);
            if (cursor.accept("to")) {
                cursor.name("a field of an interval");
                modifiers(cursor);
            }
        }
    }

    private static void modifiers(SqlCursor cursor) {
        if (cursor.acceptSymbol("(")) {
            cursor.skipToClosing(")");
        }
    }

    private static void array(SqlCursor cursor) {
        cursor.accept("array");
        while (cursor.acceptSymbol("[")) {
            if (!cursor.acceptSymbol("]")) {
                cursor.number("the size of an array");
                cursor.expectSymbol("]");
            }
        }
    }
}
