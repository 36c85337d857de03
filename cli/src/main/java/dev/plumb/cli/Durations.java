package dev.plumb.cli;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: two units at most. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0) : seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        return seconds < 172_800
                ? seconds / 3600 + " h " + seconds / 60 % 60 + " min"
                : seconds / 86_400 + " d " + seconds / 3600 % 24 + " h";
    }
}
