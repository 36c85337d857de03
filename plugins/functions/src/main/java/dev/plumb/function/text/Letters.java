package dev.plumb.function.text;

import java.lang.Character.UnicodeScript;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much of a text is in which script.
 *
 * @param counts of letters by script, weighed; those that several languages share are told apart by the letters that only some of them use
 */
record Letters(Map<UnicodeScript, Integer> counts, String text) {
    private static final Map<UnicodeScript, String> ONE_LANGUAGE = Map.of(
            UnicodeScript.HANGUL, "ko",
            UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja",
            UnicodeScript.HEBREW, "he",
            UnicodeScript.GREEK, "el",
            UnicodeScript.THAI, "th",
            UnicodeScript.GEORGIAN, "ka",
            UnicodeScript.ARMENIAN, "hy");

    // Japanese prose has more kana than this among its characters; Chinese has none, but for a name.
    private static final int HAN_PER_KANA = 10;

    // What these scripts write with one sign takes about three Latin letters.
    private static final int DENSITY = 3;
    private static final Set<UnicodeScript> DENSE =
            Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.HANGUL);

    private static final String URDU = "ٹڈڑںے";
    private static final String PERSIAN = "پچژگ";

    static Letters of(String text) {
        Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
        text.codePoints()
                .filter(Character::isLetter)
                .mapToObj(UnicodeScript::of)
                .forEach(script -> counts.merge(script, DENSE.contains(script) ? DENSITY : 1, Integer::sum));
        return new Letters(counts, text);
    }

    /** What the script of most letters says; nothing where it says too little. */
    Optional<String> language() {
        return counts.entrySet().stream()
                .max(Map.Entry.<UnicodeScript, Integer>comparingByValue()
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .flatMap(most -> language(most.getKey()));
    }

    private Optional<String> language(UnicodeScript script) {
        if (script == UnicodeScript.HAN) {
            int kana = count(UnicodeScript.HIRAGANA) + count(UnicodeScript.KATAKANA);
            return Optional.of(kana * HAN_PER_KANA > count(UnicodeScript.HAN) ? "ja" : "zh");
        }
        if (script == UnicodeScript.ARABIC) {
            return Optional.of(hasAny(URDU) ? "ur" : hasAny(PERSIAN) ? "fa" : "ar");
        }
        return Optional.ofNullable(ONE_LANGUAGE.get(script));
    }

    private int count(UnicodeScript script) {
        return counts.getOrDefault(script, 0);
    }

    private boolean hasAny(String letters) {
        return letters.chars().anyMatch(letter -> text.indexOf(letter) >= 0);
    }
}
