package dev.plumb.function.embed;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a text consists of: its words, and the runs of three characters of each word with its ends marked, so that words of one stem are
 * close. Written without the tables of Java's Unicode version where these change.
 */
final class Features {
    private static final char EDGE = ' ';
    private static final int RUN = 3;
    private static final double RUN_WEIGHT = 0.25;

    // Up to here letters have had their lower case forever: Latin, Greek, Cyrillic, Armenian.
    private static final int LAST_WITH_CASE = 0x58F;

    private Features() {}

    /** How often each feature is there, in order of appearance. */
    static Map<String, Integer> of(String text) {
        Map<String, Integer> features = new LinkedHashMap<>();
        StringBuilder word = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isOfWord(c)) {
                word.appendCodePoint(c <= LAST_WITH_CASE ? Character.toLowerCase(c) : c);
            } else {
                add(features, word);
            }
        });
        add(features, word);
        return features;
    }

    /** How much a feature says. */
    static double weight(String feature) {
        return feature.charAt(0) == EDGE ? 1 : RUN_WEIGHT;
    }

    private static void add(Map<String, Integer> features, StringBuilder word) {
        if (word.length() == 0) {
            return;
        }
        features.merge(EDGE + word.toString(), 1, Integer::sum);
        int[] marked = ("<" + word + ">").codePoints().toArray();
        for (int i = 0; i + RUN <= marked.length; i++) {
            features.merge(new String(marked, i, RUN), 1, Integer::sum);
        }
        word.setLength(0);
    }

    private static boolean isOfWord(int c) {
        if (c < 0x80) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        }
        boolean latinSign = c < 0xC0 || c == 0xD7 || c == 0xF7;
        boolean punctuation =
                (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || (c >= 0xFF00 && c <= 0xFF0F);
        return !latinSign && !punctuation && c != 0x1680 && c != 0xFEFF;
    }
}
