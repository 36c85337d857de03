package dev.plumb.cli;

import dev.plumb.migration.ChangesetState;
import dev.plumb.migration.ChangesetState.Standing;
import dev.plumb.migration.changelog.Changeset;
import dev.plumb.plan.render.PlanDocument;
import java.util.List;
import java.util.Optional;

/**
 * Which changelogs an environment has run, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param changesets in the order in which they run
 * @param pending how many of them have not run
 */
record ChangelogsDocument(String formatVersion, String environment, List<ChangesetEntry> changesets, int pending) {
    static ChangelogsDocument of(String environment, List<ChangesetState> states) {
        return new ChangelogsDocument(
                PlanDocument.FORMAT_VERSION,
                environment,
                states.stream().map(ChangesetEntry::of).toList(),
                (int) states.stream().filter(ChangesetState::isPending).count());
    }

    static String text(String environment, List<ChangesetState> states) {
        if (states.isEmpty()) {
            return environment + ": the project has no changelogs\n";
        }
        List<ChangesetState> pending =
                states.stream().filter(ChangesetState::isPending).toList();
        long ran = states.stream().filter(s -> s.execution().isPresent()).count();
        StringBuilder text = new StringBuilder(environment + ": ");
        text.append(Counts.of(ran, "changeset")).append(" run, ");
        text.append(pending.isEmpty() ? "none" : String.valueOf(pending.size())).append(" to run\n");
        pending.forEach(p -> text.append(ChangesetLine.of(p)).append('\n'));
        states.stream().filter(s -> s.standing() == Standing.GONE).forEach(s -> text.append("  in no file any more: ")
                .append(ChangesetLine.of(s).strip())
                .append('\n'));
        return text.toString();
    }

    /**
     * A changeset.
     *
     * @param about what it changes; may be empty
     * @param ranAt in UTC, ISO 8601
     */
    record ChangesetEntry(
            String file, String id, String author, String about, boolean destructive, Optional<String> ranAt) {
        private static ChangesetEntry of(ChangesetState state) {
            return new ChangesetEntry(
                    state.file(),
                    state.id(),
                    state.author(),
                    state.comment(),
                    state.labels().contains(Changeset.DESTRUCTIVE),
                    state.execution().map(e -> e.at().toString()));
        }
    }
}
