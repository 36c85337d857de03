package dev.plumb.cli;

import dev.plumb.plan.Effects;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.ledger.PastRun;
import dev.plumb.runtime.ledger.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was applied, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param runs the newest first
 * @param complete whether there are no older ones that are not shown
 */
record HistoryDocument(String formatVersion, String environment, List<RunEntry> runs, boolean complete) {
    /**
     * The document.
     *
     * @param runs the newest first, one more than are shown if there are as many
     * @param most how many are shown
     */
    static HistoryDocument of(String environment, List<PastRun> runs, int most) {
        return new HistoryDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                runs.stream().limit(most).map(RunEntry::of).toList(),
                runs.size() <= most);
    }

    String text() {
        if (runs.isEmpty()) {
            return environment + ": nothing was applied yet\n";
        }
        StringBuilder text = new StringBuilder(environment + "\n");
        runs.forEach(r -> text.append(r.text()));
        if (!complete) {
            text.append("\nOlder runs are not shown; --limit shows more.\n");
        }
        return text.toString();
    }

    /**
     * One run.
     *
     * @param outcome a word of the ledger
     * @param started in UTC, ISO 8601, as is {@code finished}
     * @param by who, and on which host
     * @param effects the digest of the plan's effects
     * @param clean false when files of the project differed from the commit
     */
    record RunEntry(
            long run,
            String outcome,
            String started,
            Optional<String> finished,
            String by,
            List<String> changes,
            int stepsDone,
            int steps,
            Optional<String> effects,
            Optional<String> commit,
            Optional<String> branch,
            boolean clean,
            String plumbVersion,
            Optional<String> error) {
        static RunEntry of(PastRun past) {
            RunSummary run = past.run();
            return new RunEntry(
                    run.id(),
                    run.outcome().name().toLowerCase(Locale.ROOT),
                    run.started().toString(),
                    run.finished().map(Object::toString),
                    run.user() + "@" + run.host(),
                    past.changes(),
                    past.stepsDone(),
                    past.steps(),
                    past.effects(),
                    run.commit(),
                    past.branch(),
                    past.clean(),
                    past.version(),
                    run.error());
        }

        private String text() {
            String took = finished.map(
                            f -> ", " + Durations.text(Duration.between(Instant.parse(started), Instant.parse(f))))
                    .orElse("");
            StringBuilder text =
                    new StringBuilder("\nrun " + run + ": " + outcome + ", " + started + took + ", by " + by + "\n");
            List<String> what = new ArrayList<>(changes);
            what.add((stepsDone == steps ? "" : stepsDone + " of ") + Counts.of(steps, "step"));
            effects.ifPresent(e -> what.add("effects " + Effects.shortened(e)));
            text.append("  ").append(String.join(", ", what)).append('\n');
            commit.ifPresent(c -> text.append("  commit ")
                    .append(c, 0, Math.min(c.length(), 12))
                    .append(branch.map(b -> " on " + b).orElse(""))
                    .append(clean ? "" : ", with changes that were not committed")
                    .append('\n'));
            error.ifPresent(e ->
                    text.append("  error: ").append(e.strip().indent(4).strip()).append('\n'));
            return text.toString();
        }
    }
}
