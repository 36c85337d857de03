package dev.plumb.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A moment as precisely as people want it, the same for readers anywhere. */
final class Minute {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private Minute() {}

    /** {@code 2026-11-20 14:05 UTC}. */
    static String of(Instant moment) {
        return FORMAT.format(moment);
    }
}
