package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.SearchResult;
import dev.plumb.runtime.search.Neighbour;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Rows that a search found, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param rows the nearest first
 */
record SearchDocument(
        String formatVersion, String environment, String address, String function, String metric, List<RowEntry> rows) {
    static SearchDocument of(String environment, String address, SearchResult result) {
        return new SearchDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                address,
                result.index().call().function(),
                result.index().metric().keyword(),
                result.rows().stream().map(RowEntry::of).toList());
    }

    String text() {
        StringBuilder text =
                new StringBuilder(environment + ": " + address + " by " + function + ", distance " + metric + "\n");
        rows.forEach(r -> text.append(r.shown()).append('\n'));
        return rows.isEmpty() ? text.append("no rows\n").toString() : text.toString();
    }

    /**
     * One row.
     *
     * @param key the values of its primary key, a JSON array; absent when the table has none
     * @param text the beginning of the embedded column
     */
    record RowEntry(Optional<String> key, double distance, Optional<String> text) {
        private static final int SHOWN = 80;

        static RowEntry of(Neighbour row) {
            return new RowEntry(Optional.of(row.key()).filter(k -> !k.isEmpty()), row.distance(), row.text());
        }

        String shown() {
            String line = text.orElse("").replace('\n', ' ');
            String beginning = line.codePointCount(0, line.length()) <= SHOWN
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
            return String.format(Locale.ROOT, "%8.4f  %s  %s", distance, key.orElse("-"), beginning);
        }
    }
}
