package dev.plumb.function.text;

import dev.plumb.function.RowFunction;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.Parameter;
import dev.plumb.plugin.Signature;
import dev.plumb.plugin.ValueType;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * {@code text.slug}: lower-case letters and digits with single hyphens between the words. Latin and Greek letters lose their accents;
 * the letters of other scripts stay as they are.
 */
public final class Slug extends RowFunction {
    /** Latin letters that do not decompose. */
    private static final Map<Integer, String> SPELLED_OUT = Map.of(
            (int) 'ß', "ss", (int) 'æ', "ae", (int) 'œ', "oe", (int) 'ø', "o", (int) 'đ', "d", (int) 'ð', "d",
            (int) 'ł', "l", (int) 'þ', "th", (int) 'ı', "i");

    public Slug() {
        super(
                "text.slug",
                "1",
                "The text as a part of a URL: lower-case letters and digits, a hyphen between words.",
                Signature.of(ValueType.TEXT, Parameter.required("text", ValueType.TEXT, "such as a title")));
    }

    @Override
    protected Outcome compute(Arguments row) {
        String text =
                Normalizer.normalize(row.text("text"), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Outcome.value(slug(Normalizer.normalize(text, Normalizer.Form.NFD)));
    }

    private static String slug(String decomposed) {
        StringBuilder slug = new StringBuilder(decomposed.length());
        boolean dropsMarks = false;
        boolean betweenWords = false;
        for (int c : decomposed.codePoints().toArray()) {
            if (isMark(c)) {
                if (!dropsMarks && !betweenWords) {
                    slug.appendCodePoint(c);
                }
            } else if (Character.isLetterOrDigit(c)) {
                if (betweenWords && slug.length() > 0) {
                    slug.append('-');
                }
                slug.append(SPELLED_OUT.getOrDefault(c, Character.toString(c)));
                dropsMarks = losesAccents(c);
                betweenWords = false;
            } else if (c != '\'' && c != '’') { // don't is one word
                betweenWords = true;
            }
        }
        return Normalizer.normalize(slug, Normalizer.Form.NFC);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean losesAccents(int letter) {
        UnicodeScript script = UnicodeScript.of(letter);
        return script == UnicodeScript.LATIN || script == UnicodeScript.GREEK;
    }
}
