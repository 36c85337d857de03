package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.KeptObjects.KeptObject;
import dev.plumb.schema.Address;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is kept of an environment, as a document.
 *
 * @param formatVersion {@code major.minor}
 */
record KeptDocument(String formatVersion, String environment, List<KeptEntry> kept) {
    static KeptDocument of(String environment, List<KeptObject> all) {
        return new KeptDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                all.stream().map(KeptEntry::of).toList());
    }

    String text() {
        if (kept.isEmpty()) {
            return environment + ": nothing is kept\n";
        }
        StringBuilder text = new StringBuilder(environment + "\n");
        kept.forEach(k -> text.append(k.text()));
        return text.toString();
    }

    /**
     * Something that is kept.
     *
     * @param kind {@code table} or {@code column}
     * @param schema where it is in the database, as are table and column
     * @param removed in UTC, ISO 8601, as is {@code until}
     * @param until as long as the environment promises; absent without a promise
     * @param over whether it may be purged
     */
    record KeptEntry(
            String kind,
            Address address,
            String schema,
            String table,
            Optional<String> column,
            String reason,
            OptionalLong run,
            String removed,
            Optional<String> until,
            boolean over,
            OptionalLong rows) {
        static KeptEntry of(KeptObject object) {
            return new KeptEntry(
                    object.kept().address().kind().label(),
                    object.kept().address(),
                    object.kept().schema(),
                    object.kept().table(),
                    object.kept().column(),
                    object.kept().reason(),
                    object.kept().run(),
                    text(object.kept().at()),
                    object.until().map(KeptEntry::text),
                    object.isOver(),
                    object.kept().rows());
        }

        private static String text(Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }

        private String text() {
            StringBuilder text = new StringBuilder("\n" + kind + " " + address + "\n  removed " + removed);
            run.ifPresent(r -> text.append(" by run ").append(r));
            text.append(": ").append(reason).append('\n');
            text.append(until.map(u -> over ? "  its time was over " + u + "\n" : "  kept until " + u + "\n")
                    .orElse("  kept until it is purged\n"));
            rows.ifPresent(r -> text.append("  ").append(Counts.of(r, "row")).append(", estimated\n"));
            return text.toString();
        }
    }
}
