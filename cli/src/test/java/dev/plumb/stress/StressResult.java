package dev.plumb.stress;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run ended.
 *
 * @param differences cells, errors and notes that are not as they have to be
 * @param compared how much was looked at
 * @param transactions that the writers committed
 * @param deadlocks of which a writer was the victim
 * @param latencies of the reading and the writing probe
 * @param lockWaits the longest of each probe, if it was seen waiting
 */
record StressResult(
        List<String> differences,
        String compared,
        long transactions,
        long deadlocks,
        Map<String, Latency> latencies,
        Map<String, LockWatch.Wait> lockWaits) {
    private static final int SHOWN = 20;

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                compared + "; " + transactions + " transactions of writers, " + deadlocks + " lost by deadlock\n");
        new TreeMap<>(latencies).forEach((name, latency) -> text.append("  ")
                .append(name)
                .append(": ")
                .append(latency)
                .append("\n    longest wait for a lock that was seen: ")
                .append(lockWaits.containsKey(name) ? lockWaits.get(name) : "none")
                .append('\n'));
        differences.stream()
                .limit(SHOWN)
                .forEach(d -> text.append("  DIFFERENT: ").append(d).append('\n'));
        return text.append(differences.isEmpty() ? "  exact" : "  " + differences.size() + " differences")
                .toString();
    }
}
