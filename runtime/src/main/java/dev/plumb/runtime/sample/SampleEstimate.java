package dev.plumb.runtime.sample;

import dev.plumb.plugin.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the whole table would cost.
 *
 * @param rows from the server's statistics; empty when it has none
 * @param calls of the function; empty when rows are, or when the server evaluates the column
 * @param duration at most about so long in one process: as if each row took as long as the middle one of the sample; empty when rows are,
 *     or the sample is
 * @param limits of the function
 */
public record SampleEstimate(
        OptionalLong rows, OptionalLong calls, Optional<Duration> duration, Optional<Limits> limits) {
    static SampleEstimate of(OptionalLong rows, List<Duration> measured, Optional<Limits> limits) {
        if (rows.isEmpty()) {
            return new SampleEstimate(rows, OptionalLong.empty(), Optional.empty(), limits);
        }
        OptionalLong calls = limits.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(-Math.floorDiv(-rows.getAsLong(), limits.get().batchSize()));
        return new SampleEstimate(rows, calls, duration(rows.getAsLong(), calls, measured, limits), limits);
    }

    private static Optional<Duration> duration(
            long rows, OptionalLong calls, List<Duration> measured, Optional<Limits> limits) {
        if (measured.isEmpty()) {
            return Optional.empty();
        }
        Duration middle = measured.stream().sorted().toList().get(measured.size() / 2);
        int concurrency = limits.map(Limits::concurrency).orElse(1);
        Duration computing = Duration.ofMillis((long) (middle.toNanos() / 1e6 * rows / concurrency));
        int perMinute = limits.flatMap(l -> l.ratePerMinute().stream().boxed().findFirst())
                .orElse(Integer.MAX_VALUE);
        Duration waiting = Duration.ofMinutes(calls.orElse(0) / perMinute);
        return Optional.of(computing.compareTo(waiting) > 0 ? computing : waiting);
    }
}
