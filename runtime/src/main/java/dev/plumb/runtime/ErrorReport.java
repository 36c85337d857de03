package dev.plumb.runtime;

import dev.plumb.runtime.ledger.CellError;
import dev.plumb.runtime.ledger.CellErrorCount;
import java.util.List;

/**
 * Which computed columns could not be computed for which rows.
 *
 * @param counts of all errors that were asked about, by column and type
 * @param latest the newest ones, as many as were asked for
 */
public record ErrorReport(List<CellErrorCount> counts, List<CellError> latest) {
    static final ErrorReport EMPTY = new ErrorReport(List.of(), List.of());

    public ErrorReport {
        counts = List.copyOf(counts);
        latest = List.copyOf(latest);
    }

    public long total() {
        return counts.stream().mapToLong(CellErrorCount::count).sum();
    }
}
