package dev.plumb.runtime.cell;

import java.util.Optional;

/** Texts of Java that PostgreSQL has no place for: it would refuse the one, and the driver would silently change the other. */
final class StorableText {
    /** The type of the error of such a result. */
    static final String TYPE = "unsuitable_result";

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** What cannot be stored. */
    static Optional<String> problem(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStorable(text, i)) {
                return Optional.of(
                        text.charAt(i) == 0
                                ? "the character U+0000, which PostgreSQL does not store"
                                : "half of a surrogate pair, which is no character");
            }
        }
        return Optional.empty();
    }

    /** The same with another character in the place of each that cannot be stored. */
    static String repaired(String text) {
        if (problem(text).isEmpty()) {
            return text;
        }
        StringBuilder repaired = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            if (!isStorable(text, i)) {
                repaired.setCharAt(i, REPLACEMENT);
            }
        }
        return repaired.toString();
    }

    private static boolean isStorable(String text, int i) {
        char c = text.charAt(i);
        boolean paired = Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        return c != 0 && (!Character.isSurrogate(c) || paired);
    }
}
