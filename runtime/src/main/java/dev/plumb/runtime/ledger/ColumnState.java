package dev.plumb.runtime.ledger;

import dev.plumb.schema.Address;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a computed column is.
 *
 * @param column its address
 * @param present whether the database has it
 * @param filled whether every row that was there when it came has its value
 * @param filling the backfill that is not at its end
 * @param behind rows that changed and wait for a worker, one that changed twice as two
 * @param oldest since when the first of them waits
 * @param errors rows that it could not be computed for
 */
public record ColumnState(
        Address column,
        boolean present,
        boolean filled,
        Optional<Filling> filling,
        long behind,
        Optional<Instant> oldest,
        long errors) {
    /**
     * A backfill.
     *
     * @param state running, paused or failed
     * @param rowsEstimated empty when the server had no statistics
     */
    public record Filling(long id, String state, long rowsSeen, OptionalLong rowsEstimated) {
        /** At most 99, since only the end tells that it is done; empty when nobody knows. */
        public Optional<Integer> percent() {
            return rowsEstimated.isEmpty() || rowsEstimated.getAsLong() <= 0
                    ? Optional.empty()
                    : Optional.of((int) Math.min(99, 100 * rowsSeen / rowsEstimated.getAsLong()));
        }
    }
}
