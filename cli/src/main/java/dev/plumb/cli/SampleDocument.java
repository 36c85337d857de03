package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plugin.Limits;
import dev.plumb.runtime.sample.Sample;
import dev.plumb.runtime.sample.SampleEstimate;
import dev.plumb.runtime.sample.SampledRow;
import dev.plumb.runtime.sample.SampledValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came of trying a computed column, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param function absent when PostgreSQL evaluates the column
 */
record SampleDocument(
        String formatVersion,
        String environment,
        String address,
        Optional<String> function,
        List<RowEntry> rows,
        EstimateEntry estimate) {
    static SampleDocument of(String environment, String address, Sample sample) {
        return new SampleDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                address,
                sample.function(),
                sample.rows().stream().map(RowEntry::of).toList(),
                EstimateEntry.of(sample.estimate()));
    }

    String text() {
        StringBuilder text = new StringBuilder(
                environment + ": " + address + function.map(f -> " by " + f).orElse(" by PostgreSQL") + "\n");
        if (rows.isEmpty()) {
            text.append("\nThere is no such row.\n");
        }
        rows.forEach(r -> text.append('\n').append(r.text()));
        return text.append('\n')
                .append(estimate.text())
                .append("Nothing was stored.\n")
                .toString();
    }

    /**
     * One row.
     *
     * @param key the values of its primary key, a JSON array; absent when the table has none
     */
    record RowEntry(Optional<String> key, List<ValueEntry> inputs, ValueEntry result, double milliseconds) {
        static RowEntry of(SampledRow row) {
            return new RowEntry(
                    Optional.of(row.key()).filter(k -> !k.isEmpty()),
                    row.inputs().stream().map(ValueEntry::of).toList(),
                    ValueEntry.of(row.result()),
                    row.result().time().toNanos() / 1e6);
        }

        String text() {
            StringBuilder text = new StringBuilder(key.map(k -> "row " + k).orElse("a row") + "\n");
            inputs.forEach(i -> text.append("  ").append(i.text()).append('\n'));
            return text.append("  = ")
                    .append(result.text())
                    .append(String.format(Locale.ROOT, " (%.1f ms)", milliseconds))
                    .append('\n')
                    .toString();
        }
    }

    /**
     * One cell.
     *
     * @param value as PostgreSQL writes it; absent for null
     */
    record ValueEntry(String column, Optional<String> value, Optional<String> errorType, Optional<String> message) {
        private static final int SHOWN = 200;

        static ValueEntry of(SampledValue value) {
            return new ValueEntry(
                    value.column(),
                    value.text(),
                    value.failure().map(SampledValue.Failure::type),
                    value.failure().map(SampledValue.Failure::message));
        }

        String text() {
            return column + ": "
                    + errorType
                            .map(t -> "error " + t + ": " + message.orElse(""))
                            .orElseGet(() -> value.map(ValueEntry::shortened).orElse("null"));
        }

        private static String shortened(String text) {
            String line = text.replace('\n', ' ');
            return line.codePointCount(0, line.length()) <= SHOWN
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
        }
    }

    /**
     * What the whole table would cost.
     *
     * @param rows from statistics; absent when there are none
     * @param calls of the function
     * @param seconds at most about so many in one process
     */
    record EstimateEntry(
            OptionalLong rows,
            OptionalLong calls,
            Optional<Double> seconds,
            Optional<Integer> batchSize,
            Optional<Integer> concurrency,
            Optional<Integer> ratePerMinute) {
        static EstimateEntry of(SampleEstimate estimate) {
            Optional<Limits> limits = estimate.limits();
            return new EstimateEntry(
                    estimate.rows(),
                    estimate.calls(),
                    estimate.duration().map(d -> d.toMillis() / 1e3),
                    limits.map(Limits::batchSize),
                    limits.map(Limits::concurrency),
                    limits.flatMap(l -> l.ratePerMinute().stream().boxed().findFirst()));
        }

        String text() {
            if (rows.isEmpty()) {
                return "Whole table: not known, the server has no statistics of it; run analyze on it first.\n";
            }
            StringBuilder text =
                    new StringBuilder(String.format(Locale.ROOT, "Whole table: about %,d rows", rows.getAsLong()));
            calls.ifPresent(c -> text.append(String.format(
                    Locale.ROOT, ", %,d %s of up to %d rows", c, c == 1 ? "call" : "calls", batchSize.orElse(1))));
            concurrency.ifPresent(c -> text.append(", ").append(c).append(" at once"));
            ratePerMinute.ifPresent(r -> text.append(", ").append(r).append(" a minute"));
            seconds.ifPresent(
                    s -> text.append("; at most about ").append(Durations.text(Duration.ofMillis((long) (s * 1000)))));
            return text.append(".\n").toString();
        }
    }
}
