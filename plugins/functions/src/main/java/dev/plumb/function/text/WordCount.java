package dev.plumb.function.text;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;

/** {@code text.word_count}: words are what white space separates, as Unicode defines it. */
public final class WordCount extends RowFunction {
    public WordCount() {
        super(
                "text.word_count",
                "1",
                "The number of words that white space separates.",
                Signature.of(ValueType.INTEGER, Parameter.required("text", ValueType.TEXT, "the text to count in")));
    }

    @Override
    protected Outcome compute(Arguments row) {
        String text = row.text("text");
        int words = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) { // all white space is in the basic plane
            boolean white = isWhiteSpace(text.charAt(i));
            if (!white && !inWord) {
                words++;
            }
            inWord = !white;
        }
        return Outcome.value(words);
    }

    /** The property White_Space, which also holds the spaces that do not break. */
    private static boolean isWhiteSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c);
    }
}
