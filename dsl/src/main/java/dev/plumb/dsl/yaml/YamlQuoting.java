package dev.plumb.dsl.yaml;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a text is written on one line so that YAML 1.1 and 1.2 both read it back as that text: plain where neither can see
 * anything else in it, else in single quotes, else in double quotes with escapes.
 */
public final class YamlQuoting {
    private static final Set<String> WORDS =
            Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf");
    private static final String MARKS_IN_PLAIN = " _().'\"/*+<>=-|&%$@!^~;:#\\`";
    private static final String MARKS_IN_BLOCK = "?,[]{}";

    private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private YamlQuoting() {}

    /**
     * A name or a text.
     *
     * @param inFlow inside brackets or braces, where a comma ends a plain text
     */
    public static String text(String text, boolean inFlow) {
        return isPlain(text, inFlow) && !WORDS.contains(text.toLowerCase(Locale.ROOT)) ? text : quoted(text);
    }

    /** SQL, where a small number and a truth value may stand plain too: readers take them as written. */
    public static String sql(String text, boolean inFlow) {
        boolean simple = text.equals("true")
                || text.equals("false")
                || INTEGER.matcher(text).matches();
        return simple ? text : text(text, inFlow);
    }

    /** True when the text can be a literal block: several lines, none of which YAML would change. */
    public static boolean isBlock(String text) {
        return text.indexOf('\n') > 0
                && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isVerbatim(c))
                && text.charAt(0) > ' '
                && !text.contains("\n\t")
                && !Character.isWhitespace(text.stripTrailing().equals(text) ? 'x' : lastBeforeBreak(text));
    }

    /** The last character, a single closing line break aside. */
    private static char lastBeforeBreak(String text) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return body.charAt(body.length() - 1);
    }

    private static boolean isPlain(String text, boolean inFlow) {
        if (text.isEmpty() || !(Character.isLetter(text.codePointAt(0)) || text.charAt(0) == '_')) {
            return false;
        }
        boolean allowed = text.codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c)
                        || MARKS_IN_PLAIN.indexOf(c) >= 0
                        || (!inFlow && MARKS_IN_BLOCK.indexOf(c) >= 0));
        return allowed && !text.contains(": ") && !text.contains(" #") && !text.endsWith(":") && !text.endsWith(" ");
    }

    /** In the quotes that somebody has chosen, where they can hold the text, else in double ones. */
    public static String quoted(String text, char quote) {
        boolean verbatim = text.codePoints().allMatch(YamlQuoting::isVerbatim);
        return verbatim && quote == '\'' ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    private static String quoted(String text) {
        boolean verbatim = text.codePoints().allMatch(YamlQuoting::isVerbatim);
        if (verbatim && text.indexOf('\'') >= 0 && text.indexOf('"') < 0 && text.indexOf('\\') < 0) {
            return '"' + text + '"';
        }
        return verbatim ? "'" + text.replace("'", "''") + "'" : doubleQuoted(text);
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> {
                    if (isVerbatim(c)) {
                        out.appendCodePoint(c);
                    } else {
                        out.append(String.format("\\u%04x", c));
                    }
                }
            }
        });
        return out.append('"').toString();
    }

    /** True for what means itself between quotes in every version of YAML; everything beyond the first plane does. */
    private static boolean isVerbatim(int c) {
        boolean lineBreak = c == 0x85 || c == 0x2028 || c == 0x2029;
        boolean printable = (c >= 0x20 && c <= 0x7e) || (c >= 0xa0 && c <= 0xd7ff) || (c >= 0xe000 && c <= 0xfffd);
        return c > 0xffff || (printable && !lineBreak && c != 0xfeff);
    }
}
