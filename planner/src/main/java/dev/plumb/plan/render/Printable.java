package dev.plumb.plan.render;

/**
 * Text from specs and catalogs made harmless for where it is shown: a name or a comment may hold escape sequences that a
 * terminal would obey, or a line break that would end a SQL comment.
 */
public final class Printable {
    private Printable() {}

    /** Keeps line breaks, which then start with {@code indent}; other control characters are shown as escapes. */
    public static String lines(String text, String indent) {
        return escaped(text, "\n" + indent);
    }

    /** On one line. */
    public static String line(String text) {
        return escaped(text, "\\n");
    }

    private static String escaped(String text, String lineBreak) {
        StringBuilder result = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            if (c == '\n') {
                result.append(lineBreak);
            } else if ((Character.isISOControl(c) && c != '\t') || isDirectional(c)) {
                result.append(String.format("\\u%04x", c));
            } else {
                result.appendCodePoint(c);
            }
        });
        return result.toString();
    }

    /** Characters that end a line or turn the direction of what follows without being seen. */
    private static boolean isDirectional(int c) {
        return c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }
}
