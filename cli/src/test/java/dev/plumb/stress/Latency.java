package dev.plumb.stress;

import java.util.Arrays;

/** How long statements took, from the client's side. */
final class Latency {
    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    @Override
    public synchronized String toString() {
        if (count == 0) {
            return "no statements";
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return "%d statements: median %.1f ms, 99%% %.1f ms, 99.9%% %.1f ms, slowest %.1f ms"
                .formatted(count, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 0.999), at(sorted, 1));
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }
}
