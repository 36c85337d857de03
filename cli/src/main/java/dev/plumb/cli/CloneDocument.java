package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.Printable;
import dev.plumb.runtime.EnvironmentClone.Cloned;
import dev.plumb.runtime.Sandboxes.Sandbox;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Locale;

/**
 * What a clone copied, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param until when the sandbox is wanted no more, in UTC, ISO 8601
 * @param leftOut tables of the source that the files do not declare
 */
record CloneDocument(
        String formatVersion,
        String source,
        String sandbox,
        String namespace,
        String until,
        long seed,
        List<TableEntry> tables,
        List<String> leftOut) {
    static CloneDocument of(String source, Sandbox sandbox, long seed, Cloned cloned) {
        return new CloneDocument(
                PlanDocument.FORMAT_VERSION,
                source,
                sandbox.environment().name(),
                sandbox.environment().namespace(),
                sandbox.until().toString(),
                seed,
                cloned.rows().stream()
                        .map(r -> new TableEntry(r.table().toString(), r.rows()))
                        .toList(),
                cloned.leftOut().stream().map(Address::toString).toList());
    }

    /** One table of the sandbox. */
    record TableEntry(String table, long rows) {}

    /** For people. */
    String text() {
        long all = tables.stream().mapToLong(TableEntry::rows).sum();
        StringBuilder text = new StringBuilder(
                String.format(Locale.ROOT, "copied %,d rows of %s to %s, seed %d\n", all, source, sandbox, seed));
        tables.forEach(
                t -> text.append(String.format(Locale.ROOT, "  %,9d  %s\n", t.rows(), Printable.line(t.table()))));
        leftOut.forEach(t -> text.append("  not declared, not copied: ")
                .append(Printable.line(t))
                .append('\n'));
        return text.toString();
    }
}
