package dev.plumb.schema;

import java.util.ArrayList;
import java.util.List;

/** The text form of the parts of an address: plain when possible, in double quotes when a part holds a separator. */
final class AddressText {
    private AddressText() {}

    static String quote(String part) {
        boolean plain = !part.isEmpty()
                && part.chars().noneMatch(c -> c == '/' || c == '.' || c == '"' || Character.isWhitespace(c));
        return plain ? part : '"' + part.replace("\"", "\"\"") + '"';
    }

    /** Splits at the separator outside of double quotes and takes the quotes off. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                part.append(c);
                i++;
            } else if (c == '"' && (quoted || part.length() == 0)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("the double quote in '" + text + "' is not closed");
        }
        parts.add(part.toString());
        return parts;
    }
}
