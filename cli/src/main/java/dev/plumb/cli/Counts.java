package dev.plumb.cli;

import java.util.Locale;

/** How many there are of something. */
final class Counts {
    private Counts() {}

    /** @param word of one */
    static String of(long count, String word) {
        return String.format(Locale.ROOT, "%,d %s%s", count, word, count == 1 ? "" : "s");
    }
}
