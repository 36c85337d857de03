package dev.plumb.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text with variables: {@code ${NAME}} stands for the value of {@code NAME}, <code>$${</code> for the two characters.
 *
 * @param template as written
 */
public record VariableText(String template) {
    private static final String OPENING = "${";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Whether the text says anything about variables, if only that it means the characters themselves. */
    public static boolean mentionsVariables(String text) {
        return text.contains(OPENING);
    }

    /** The names of its variables, in order of appearance. */
    public List<String> variables() {
        return references()
                .filter(VariableText::isWellFormed)
                .map(r -> r.substring(2, r.length() - 1))
                .toList();
    }

    /** What begins like a variable and is none: <code>${no name}</code>, <code>${open</code>. */
    public List<String> malformed() {
        return references().filter(r -> !isWellFormed(r)).toList();
    }

    /**
     * The text with its variables filled in.
     *
     * @param values the value of each of the {@link #variables()}
     */
    public String filled(UnaryOperator<String> values) {
        return REFERENCE
                .matcher(template)
                .replaceAll(r -> Matcher.quoteReplacement(r.group(1) == null ? OPENING : values.apply(r.group(1))));
    }

    private Stream<String> references() {
        return REFERENCE
                .matcher(template)
                .results()
                .filter(r -> r.group(1) != null)
                .map(r -> r.group());
    }

    private static boolean isWellFormed(String reference) {
        boolean closed = reference.endsWith("}");
        return closed
                && NAME.matcher(reference.substring(2, reference.length() - 1)).matches();
    }
}
