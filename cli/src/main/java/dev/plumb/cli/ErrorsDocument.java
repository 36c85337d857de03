package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.ErrorReport;
import dev.plumb.runtime.ledger.CellError;
import dev.plumb.runtime.ledger.CellErrorCount;
import java.util.List;

/**
 * Errors of computed columns, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param total how many there are, shown or not
 * @param counts by column and type
 * @param errors the newest first
 */
record ErrorsDocument(
        String formatVersion, String environment, long total, List<CountEntry> counts, List<ErrorEntry> errors) {
    static ErrorsDocument of(String environment, ErrorReport report) {
        return new ErrorsDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                report.total(),
                report.counts().stream().map(CountEntry::of).toList(),
                report.latest().stream().map(ErrorEntry::of).toList());
    }

    String text() {
        if (total == 0) {
            return environment + ": no errors\n";
        }
        StringBuilder text = new StringBuilder(environment + ": " + total + (total == 1 ? " error\n" : " errors\n"));
        counts.forEach(c -> text.append("  ").append(c.text()).append('\n'));
        errors.forEach(e -> text.append('\n').append(e.text()));
        if (errors.size() < total) {
            text.append("\nThe newest ")
                    .append(errors.size())
                    .append(" of ")
                    .append(total)
                    .append(" are shown; --limit shows more.\n");
        }
        return text.toString();
    }

    /** How often it happened. */
    record CountEntry(String address, String type, long count) {
        static CountEntry of(CellErrorCount count) {
            return new CountEntry(count.column().toString(), count.type(), count.count());
        }

        String text() {
            return address + ": " + count + " " + type;
        }
    }

    /**
     * One cell.
     *
     * @param key of its row: a JSON array
     * @param at in UTC, ISO 8601
     */
    record ErrorEntry(String address, String key, String type, String message, int attempts, String at) {
        static ErrorEntry of(CellError error) {
            return new ErrorEntry(
                    error.column().toString(),
                    error.key(),
                    error.type(),
                    error.message(),
                    error.attempts(),
                    error.at().toString());
        }

        String text() {
            return address + " of row " + key + ": " + type + ", "
                    + (attempts == 1 ? "1 attempt" : attempts + " attempts") + ", " + at + "\n"
                    + message.indent(4);
        }
    }
}
