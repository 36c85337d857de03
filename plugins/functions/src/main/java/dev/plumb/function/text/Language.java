package dev.plumb.function.text;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;

/**
 * {@code text.language}: the language that most of a text is in. The script decides where it can, else the most common words. Null when
 * neither tells, such as for numbers or a name.
 */
public final class Language extends RowFunction {
    private final CommonWords words = new CommonWords();

    public Language() {
        super(
                "text.language",
                "1",
                "The language of the text as its ISO 639-1 code (ar da de el en es fa fr he hy it ja ka ko nl pl pt ru sv th"
                        + " tr uk ur zh); null when it cannot be told.",
                Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "at least a sentence")));
    }

    @Override
    protected Outcome compute(Arguments row) {
        String text = row.text("text");
        return Outcome.value(
                Letters.of(text).language().or(() -> words.language(text)).orElse(null));
    }
}
