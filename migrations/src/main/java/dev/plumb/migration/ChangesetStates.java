package dev.plumb.migration;

import dev.plumb.migration.ChangesetState.Execution;
import dev.plumb.migration.ChangesetState.Standing;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSetStatus;
import liquibase.changelog.filter.NotInChangeLogChangeSetFilter;

/** Changesets as Liquibase finds them, and which of them it takes next. */
final class ChangesetStates {
    private final List<ChangesetState> all;

    ChangesetStates(List<ChangeSetStatus> found) {
        this.all = found.stream().map(ChangesetStates::state).toList();
    }

    List<ChangesetState> all() {
        return all;
    }

    /** Those that an update runs, the next one first. */
    List<ChangesetState> pending() {
        return all.stream().filter(ChangesetState::isPending).toList();
    }

    /** Those that a rollback takes back, the one that ran last first. */
    List<ChangesetState> ran() {
        return all.stream()
                .filter(s -> s.execution().isPresent() && s.standing() != Standing.GONE)
                .sorted(Comparator.comparing((ChangesetState s) -> s.execution().orElseThrow())
                        .reversed())
                .toList();
    }

    private static ChangesetState state(ChangeSetStatus status) {
        ChangeSet changeset = status.getChangeSet();
        Optional<Execution> execution = Optional.ofNullable(status.getDateLastExecuted())
                .map(at ->
                        new Execution(at.toInstant(), status.getRanChangeSet().getOrderExecuted()));
        return new ChangesetState(
                changeset.getFilePath(),
                changeset.getId(),
                changeset.getAuthor(),
                Optional.ofNullable(changeset.getLabels()).stream()
                        .flatMap(labels -> labels.getLabels().stream())
                        .map(l -> l.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                Optional.ofNullable(changeset.getComments()).orElse(""),
                execution,
                standing(status, execution.isPresent()));
    }

    private static Standing standing(ChangeSetStatus status, boolean ran) {
        if (status.getWillRun()) {
            return Standing.PENDING;
        }
        if (!ran) {
            return Standing.SKIPPED;
        }
        return status.getFilterResults().stream().anyMatch(r -> r.getFilter() == NotInChangeLogChangeSetFilter.class)
                ? Standing.GONE
                : Standing.DONE;
    }
}
