package dev.plumb.cli;

import dev.plumb.runtime.ledger.ColumnState;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a computed column is, for a document.
 *
 * @param state {@code absent}, {@code unfilled}, {@code filling} or {@code filled}
 * @param backfill its number while it is filling
 * @param backfillState running, paused or failed
 * @param percent of the rows that are filled, when the server can tell
 * @param behind rows that changed and wait for a worker
 * @param behindSince in UTC, ISO 8601
 */
record ColumnStateEntry(
        String address,
        String state,
        Optional<Long> backfill,
        Optional<String> backfillState,
        Optional<Integer> percent,
        long behind,
        Optional<String> behindSince,
        long errors) {
    static ColumnStateEntry of(ColumnState column) {
        return new ColumnStateEntry(
                column.column().toString(),
                state(column),
                column.filling().map(ColumnState.Filling::id),
                column.filling().map(ColumnState.Filling::state),
                column.filling().flatMap(ColumnState.Filling::percent),
                column.behind(),
                column.oldest().map(Instant::toString),
                column.errors());
    }

    private static String state(ColumnState column) {
        if (!column.present()) {
            return "absent";
        }
        return column.filling().isPresent() ? "filling" : column.filled() ? "filled" : "unfilled";
    }

    String text() {
        StringBuilder text = new StringBuilder(address).append(": ").append(words());
        percent.ifPresent(p -> text.append(' ').append(p).append('%'));
        backfillState.filter(s -> !s.equals("running")).ifPresent(s -> text.append(", ")
                .append(s)
                .append(" (backfill ")
                .append(backfill.orElse(0L))
                .append(')'));
        if (behind > 0) {
            text.append(", ").append(Counts.of(behind, "row")).append(" behind");
            behindSince.ifPresent(s -> text.append(" since ").append(s));
        }
        return errors > 0 ? text.append(", ").append(Counts.of(errors, "error")).toString() : text.toString();
    }

    private String words() {
        return switch (state) {
            case "absent" -> "not there yet";
            case "unfilled" -> "not filled yet";
            default -> state;
        };
    }
}
