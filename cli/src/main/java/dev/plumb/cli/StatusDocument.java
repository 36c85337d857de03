package dev.plumb.cli;

import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanDocument.ObjectEntry;
import dev.plumb.runtime.Status;
import dev.plumb.runtime.ledger.Holder;
import dev.plumb.runtime.ledger.RunSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a database stands to its spec, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param inPlumb the database is as declared
 * @param ledgerVersion 0 when there is no ledger yet
 * @param lastRun absent before the first apply
 * @param applying who is applying at this moment
 * @param differences what is not as declared or not managed, and where that comes from
 * @param recreated managed objects that somebody else has dropped and created again since the last run
 * @param computed how far each computed column and embedding index is
 * @param plan what an apply would do
 */
record StatusDocument(
        String formatVersion,
        String environment,
        boolean inPlumb,
        int ledgerVersion,
        Optional<RunEntry> lastRun,
        Optional<HolderEntry> applying,
        DifferencesEntry differences,
        List<ObjectEntry> recreated,
        List<ColumnStateEntry> computed,
        PlanDocument plan) {
    static StatusDocument of(Status status) {
        return new StatusDocument(
                PlanDocument.FORMAT_VERSION,
                status.plan().environment(),
                status.isInPlumb(),
                status.ledgerVersion(),
                status.lastRun().map(RunEntry::of),
                status.applying().map(HolderEntry::of),
                DifferencesEntry.of(status.since()),
                status.recreated().stream()
                        .map(a -> new ObjectEntry(a.toString(), a.kind().label()))
                        .toList(),
                status.computed().stream().map(ColumnStateEntry::of).toList(),
                PlanDocument.of(status.plan()));
    }

    /** One apply. Times are in UTC, ISO 8601. */
    record RunEntry(
            long id,
            String started,
            Optional<String> finished,
            String user,
            String host,
            Optional<String> commit,
            String outcome,
            Optional<String> error) {
        static RunEntry of(RunSummary run) {
            return new RunEntry(
                    run.id(),
                    run.started().toString(),
                    run.finished().map(Instant::toString),
                    run.user(),
                    run.host(),
                    run.commit(),
                    run.outcome().name().toLowerCase(Locale.ROOT),
                    run.error());
        }

        @Override
        public String toString() {
            return "run " + id + " " + outcome + ", started " + started + " by " + user + " on " + host
                    + commit.map(c -> ", commit " + c).orElse("")
                    + error.map(e -> ": " + e).orElse("");
        }
    }

    /** Who is applying. */
    record HolderEntry(String user, String host, long pid, String since) {
        static HolderEntry of(Holder holder) {
            return new HolderEntry(
                    holder.user(), holder.host(), holder.pid(), holder.since().toString());
        }

        @Override
        public String toString() {
            return user + " on " + host + " (process " + pid + ") since " + since;
        }
    }
}
