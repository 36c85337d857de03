package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.SearchResult;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.search.Neighbour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows that a search found, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param rows the nearest first
 * @param notes why rows may be missing, and what to do about it
 */
record SearchDocument(
        String formatVersion,
        String environment,
        String address,
        String function,
        String metric,
        List<RowEntry> rows,
        List<String> notes) {
    static SearchDocument of(String environment, String address, SearchResult result) {
        return new SearchDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                address,
                result.index().call().function(),
                result.index().metric().keyword(),
                result.rows().stream().map(RowEntry::of).toList(),
                result.state().map(s -> notes(address, s)).orElse(List.of()));
    }

    private static List<String> notes(String address, ColumnState state) {
        List<String> notes = new ArrayList<>();
        if (!state.filled()) {
            String far = state.filling()
                    .map(f -> " (" + f.state()
                            + f.percent().map(p -> ", " + p + "%").orElse("") + ")")
                    .orElse("");
            notes.add("the index is not filled yet" + far
                    + ", and rows that are not embedded are not found: plumb backfill status");
        }
        if (state.behind() > 0) {
            notes.add(Counts.of(state.behind(), "changed row") + " not embedded anew yet: plumb work");
        }
        if (state.errors() > 0) {
            notes.add(Counts.of(state.errors(), "row") + " without a vector, because of an error: plumb errors "
                    + address);
        }
        return notes;
    }

    String text() {
        StringBuilder text =
                new StringBuilder(environment + ": " + address + " by " + function + ", distance " + metric + "\n");
        rows.forEach(r -> text.append(r.shown()).append('\n'));
        if (rows.isEmpty()) {
            text.append("no rows\n");
        }
        notes.forEach(n -> text.append("note: ").append(n).append('\n'));
        return text.toString();
    }

    /**
     * One row.
     *
     * @param key the values of its key, a JSON array
     * @param columns the beginnings of some of its columns, the embedded one last
     */
    record RowEntry(String key, double distance, Map<String, Optional<String>> columns) {
        private static final int SHOWN = 60;

        static RowEntry of(Neighbour row) {
            return new RowEntry(row.key(), row.distance(), row.columns());
        }

        String shown() {
            String cells = columns.values().stream().map(RowEntry::beginning).collect(Collectors.joining("  "));
            return String.format(Locale.ROOT, "%8.4f  %s  %s", distance, key, cells);
        }

        private static String beginning(Optional<String> value) {
            String line = value.orElse("-").replace('\n', ' ');
            return line.codePointCount(0, line.length()) <= SHOWN
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
        }
    }
}
