package dev.plumb.source;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text. It is kept as written: {@code no}, {@code 1e3} and {@code 2024-01-01} are the texts that stand there, whatever
 * YAML 1.1 makes of them.
 */
public final class YamlScalar implements YamlNode {
    /** How a text is written, as far as it matters for what it means and for finding a place inside it. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        LITERAL,
        FOLDED
    }

    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final int SHOWN = 40;

    private final String text;
    private final Style style;
    private final SourceLocation location;
    private final int endLine;
    private final SourceText source;
    private final Problems problems;

    /** @param endLine the line that the text ends in, from 1 */
    YamlScalar(String text, Style style, SourceLocation location, int endLine, SourceText source, Problems problems) {
        this.text = text;
        this.style = style;
        this.location = location;
        this.endLine = endLine;
        this.source = source;
        this.problems = problems;
    }

    /** The text as written, without quotes, escapes and indentation. */
    public String text() {
        return text;
    }

    /** True when the text is not in quotes and not a block, so that YAML may read a number or a truth value in it. */
    public boolean isPlain() {
        return style == Style.PLAIN;
    }

    @Override
    public boolean isNothing() {
        return isPlain() && NULLS.contains(text);
    }

    /** True or false as YAML 1.2 reads them; {@code yes} and {@code on} are texts. */
    public Optional<Boolean> asBoolean() {
        if (!isPlain()) {
            return Optional.empty();
        }
        return switch (text) {
            case "true", "True", "TRUE" -> Optional.of(true);
            case "false", "False", "FALSE" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** A whole number in decimal digits that fits into 64 bits. */
    public Optional<Long> asInteger() {
        if (!isPlain() || !INTEGER.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.valueOf(text));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    /** A number in decimal digits, with a fraction and an exponent of up to three digits or without. */
    public Optional<BigDecimal> asNumber() {
        return isPlain() && NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * The place of a position in the text: exact for a text on one line and for a literal block, else the place where the
     * text begins.
     *
     * @param offset in UTF-16 units of {@link #text()}, at most its length
     */
    public SourceLocation locationAt(int offset) {
        int line = location.line() - 1;
        int column = location.column() - 1;
        if (style == Style.LITERAL) {
            return locationInBlock(offset);
        }
        if (endLine != location.line() || style == Style.FOLDED) {
            return location;
        }
        String raw = source.lineFrom(line, column);
        return source.location(line, column + raw.codePointCount(0, Math.min(rawOffset(raw, offset), raw.length())));
    }

    private int rawOffset(String raw, int offset) {
        return switch (style) {
            case SINGLE_QUOTED ->
                1
                        + offset
                        + (int) text.substring(0, offset)
                                .chars()
                                .filter(c -> c == '\'')
                                .count();
            case DOUBLE_QUOTED -> rawOffsetInDoubleQuotes(raw, offset);
            case PLAIN, LITERAL, FOLDED -> offset;
        };
    }

    private static int rawOffsetInDoubleQuotes(String raw, int offset) {
        int at = 1;
        int seen = 0;
        while (seen < offset && at < raw.length()) {
            if (raw.charAt(at) != '\\' || at + 1 == raw.length()) {
                at++;
                seen++;
                continue;
            }
            char escape = raw.charAt(at + 1);
            int digits = escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
            boolean twoUnits = escape == 'U' && at + 10 <= raw.length() && !raw.startsWith("0000", at + 2);
            at += 2 + digits;
            seen += twoUnits ? 2 : 1;
        }
        return at;
    }

    /** A line of a literal block is the line of the file less its indentation. */
    private SourceLocation locationInBlock(int offset) {
        String before = text.substring(0, offset);
        int lineInBlock = (int) before.chars().filter(c -> c == '\n').count();
        int start = before.lastIndexOf('\n') + 1;
        int end = text.indexOf('\n', start);
        String lineOfText = text.substring(start, end < 0 ? text.length() : end);
        int line = location.line() + lineInBlock;
        int indentation = Math.max(0, codePoints(source.line(line)) - codePoints(lineOfText));
        return source.location(line, indentation + codePoints(before.substring(start)));
    }

    private static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    /** True when every YAML reader sees a number or a truth value here, and no text. */
    public boolean isLiteral() {
        return asBoolean().isPresent() || asInteger().isPresent();
    }

    @Override
    public SourceLocation location() {
        return location;
    }

    @Override
    public Problems problems() {
        return problems;
    }

    @Override
    public String description() {
        if (isPlain() && text.isEmpty()) {
            return "nothing";
        }
        String line = text.lines().findFirst().orElse("");
        boolean whole = line.length() == text.length() && line.length() <= SHOWN;
        String shown =
                whole ? text : line.substring(0, Math.min(line.length(), SHOWN)).stripTrailing() + "…";
        return isPlain() && (isNothing() || isLiteral()) ? shown : "the text '" + shown + "'";
    }
}
