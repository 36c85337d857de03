package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.TableBackfill;
import dev.plumb.runtime.backfill.BackfillState;
import dev.plumb.schema.Address;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The backfills of an environment, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param backfills the latest first
 */
record BackfillDocument(String formatVersion, String environment, List<BackfillEntry> backfills) {
    static BackfillDocument of(String environment, List<TableBackfill> backfills) {
        return new BackfillDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                backfills.stream().map(BackfillEntry::of).toList());
    }

    /** @param ended how many there are beside these, at their end */
    String text(int ended) {
        if (!backfills.isEmpty()) {
            return backfills.stream().map(BackfillEntry::text).collect(Collectors.joining());
        }
        return environment
                + (ended == 0 ? ": no backfills\n" : ": no backfill is open; " + ended + " at their end: --all\n");
    }

    /**
     * One of them.
     *
     * @param state running, paused, failed, cancelled or done
     * @param reason why it is paused or slowed down
     * @param processes that are at it
     * @param maxRowsPerSecond of all of them together
     * @param created in UTC, ISO 8601
     */
    record BackfillEntry(
            long id,
            List<String> columns,
            String state,
            Optional<String> reason,
            OptionalLong rowsEstimated,
            long rowsSeen,
            long rowsWritten,
            long rowsStale,
            long cellsFailed,
            Optional<String> error,
            int processes,
            OptionalInt maxRowsPerSecond,
            String created,
            Optional<String> finished) {
        static BackfillEntry of(TableBackfill backfill) {
            BackfillState state = backfill.state();
            return new BackfillEntry(
                    state.id(),
                    backfill.columns().stream().map(Address::toString).toList(),
                    state.state().name().toLowerCase(Locale.ROOT),
                    state.reason(),
                    state.rowsEstimated(),
                    state.rowsSeen(),
                    state.rowsWritten(),
                    state.rowsStale(),
                    state.cellsFailed(),
                    state.error(),
                    state.workers(),
                    state.maxRowsPerSecond(),
                    state.createdAt().toString(),
                    state.finishedAt().map(Instant::toString));
        }

        String text() {
            StringBuilder text = new StringBuilder(id + " " + String.join(", ", columns) + ": " + state + ", ")
                    .append(Counts.of(rowsSeen, "row"));
            rowsEstimated.ifPresent(
                    e -> text.append(String.format(Locale.ROOT, " of about %,d", Math.max(e, rowsSeen))));
            if (cellsFailed > 0) {
                text.append(", ").append(Counts.of(cellsFailed, "error"));
            }
            if (processes > 0) {
                text.append(", ").append(processes).append(processes == 1 ? " process" : " processes");
            }
            maxRowsPerSecond.ifPresent(m -> text.append(String.format(Locale.ROOT, ", at most %,d a second", m)));
            text.append(", since ").append(created).append('\n');
            reason.ifPresent(r -> text.append("    ").append(r).append('\n'));
            error.ifPresent(e -> text.append("    ").append(e).append('\n'));
            return text.toString();
        }
    }
}
