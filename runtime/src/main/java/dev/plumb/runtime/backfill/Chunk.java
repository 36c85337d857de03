package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.Window;
import java.util.Optional;

/**
 * A claimed part of a backfill.
 *
 * @param after rows after this key; empty: from the first
 * @param upTo rows up to and with this key
 * @param stripes of each pass
 * @param done how many stripes of all passes are committed
 * @param token fences off whoever claimed it before
 * @param rows that it had when it was cut
 */
record Chunk(
        long backfill, long seq, Optional<String> after, String upTo, int stripes, int done, long token, long rows) {
    /** All its rows. */
    Window window() {
        return new Window(after, Optional.of(upTo), 0, 1);
    }
}
