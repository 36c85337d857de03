package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.ExclusionConstraint.Element;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.List;
import java.util.Optional;

/** The text of one element of an exclusion constraint: {@code during with &&}. */
final class ExclusionElement {
    private ExclusionElement() {}

    /** Splits at the last {@code with} outside of strings and quoted names. */
    static Optional<Element> parse(String text) {
        List<SqlToken> tokens = SqlLexer.significant(text);
        for (int i = tokens.size() - 2; i > 0; i--) {
            SqlToken token = tokens.get(i);
            if (token.isWord("with")) {
                String element = text.substring(0, token.start()).strip();
                return Optional.of(
                        new Element(element, text.substring(token.end()).strip()));
            }
        }
        return Optional.empty();
    }

    /** The text that {@link #parse} reads back; empty when there is none. */
    static Optional<String> text(Element element) {
        String text = element.element() + " with " + element.operator();
        return Optional.of(text).filter(t -> parse(t).equals(Optional.of(element)));
    }
}
