package dev.plumb.plan;

import dev.plumb.plan.FillPace.CallLimits;
import dev.plumb.plan.FillPace.Measured;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What filling columns of one table costs, as far as that can be known before.
 *
 * @param calls of functions, each for as many rows as it takes at once; absent when nobody knows how many rows there are
 * @param atLeast so long in one process; absent with the calls
 * @param atMost longer than that only when calls fail and are tried again; absent when nothing limits it
 * @param basis what the durations rest on
 */
public record FillCost(OptionalLong calls, Optional<Duration> atLeast, Optional<Duration> atMost, Basis basis) {
    /** Rows per second that one process writes, where nothing was measured: a modest server does that. */
    static final int ASSUMED_ROWS_PER_SECOND = 20_000;

    /** What an estimate rests on. */
    public enum Basis {
        /** As fast as the same columns were filled the last time. */
        MEASURED,
        /** Between what the functions' rates allow and what their timeouts allow. */
        LIMITS,
        /** {@value #ASSUMED_ROWS_PER_SECOND} rows per second. */
        ASSUMED,
        /** Nobody knows how many rows there are. */
        NONE
    }

    /**
     * The cost of filling columns in one pass.
     *
     * @param rows negative when unknown
     * @param paces one for each column
     */
    public static FillCost of(long rows, Collection<FillPace> paces) {
        if (rows < 0) {
            return new FillCost(OptionalLong.empty(), Optional.empty(), Optional.empty(), Basis.NONE);
        }
        List<CallLimits> functions =
                paces.stream().flatMap(p -> p.limits().stream()).toList();
        OptionalLong calls = OptionalLong.of(
                functions.stream().mapToLong(f -> calls(rows, f)).sum());
        Duration writing = seconds((double) rows / ASSUMED_ROWS_PER_SECOND);
        if (paces.stream().allMatch(p -> p.measured().isPresent())) {
            Set<Measured> measured =
                    paces.stream().flatMap(p -> p.measured().stream()).collect(Collectors.toSet());
            Duration again = seconds(
                    measured.stream().mapToDouble(m -> rows / m.rowsPerSecond()).sum());
            return new FillCost(calls, Optional.of(again), Optional.of(again), Basis.MEASURED);
        }
        if (functions.isEmpty()) {
            return new FillCost(calls, Optional.of(writing), Optional.of(writing), Basis.ASSUMED);
        }
        Duration waiting = functions.stream()
                .map(f -> f.ratePerMinute().isEmpty()
                        ? Duration.ZERO
                        : seconds(60.0 * calls(rows, f) / f.ratePerMinute().getAsInt()))
                .reduce(writing, FillCost::longer);
        Duration failing = functions.stream()
                .map(f -> seconds(Math.ceil((double) calls(rows, f) / f.concurrency())
                        * f.timeout().toMillis()
                        / 1000.0))
                .reduce(writing, Duration::plus);
        return new FillCost(calls, Optional.of(waiting), Optional.of(longer(waiting, failing)), Basis.LIMITS);
    }

    private static long calls(long rows, CallLimits limits) {
        return -Math.floorDiv(-rows, (long) limits.batchSize());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    /** {@code 3 calls of functions, about 2 s, as the last time}. */
    public String words() {
        String first = calls.isPresent() && calls.getAsLong() > 0
                ? String.format(
                        Locale.ROOT,
                        "%,d %s, ",
                        calls.getAsLong(),
                        calls.getAsLong() == 1 ? "call of a function" : "calls of functions")
                : "";
        return first + duration();
    }

    private String duration() {
        if (atLeast.isEmpty() || atMost.isEmpty()) {
            return "how long it takes is not known before the table is analysed";
        }
        String least = inWords(atLeast.get());
        return switch (basis) {
            case MEASURED -> roughly(atLeast.get()) + ", going by the last time";
            case ASSUMED ->
                String.format(Locale.ROOT, "%s at %,d rows a second", roughly(atLeast.get()), ASSUMED_ROWS_PER_SECOND);
            case LIMITS ->
                (atLeast.get().toSeconds() < 1 ? "" : least + " or more, ") + inWords(atMost.get())
                        + " if every call took all the time that it may";
            case NONE -> "";
        };
    }

    private static String roughly(Duration duration) {
        return (duration.toMillis() < 1000 ? "" : "about ") + inWords(duration);
    }

    /** With two digits or so: an estimate is not better than that. */
    static String inWords(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        if (seconds < 1) {
            return "less than 1 s";
        }
        if (seconds < 100) {
            return Math.round(seconds) + " s";
        }
        if (seconds < 100 * 60) {
            return Math.round(seconds / 60) + " min";
        }
        return seconds < 72 * 3600 ? Math.round(seconds / 3600) + " h" : Math.round(seconds / 86400) + " days";
    }
}
