package dev.plumb.migration;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A changeset and whether a database has it.
 *
 * @param file its changelog, as its identity has it
 * @param labels in lower case
 * @param comment what it is about; may be empty
 * @param ranAt when it ran; empty when it has not
 */
public record ChangesetState(
        String file, String id, String author, Set<String> labels, String comment, Optional<Instant> ranAt) {
    public ChangesetState {
        labels = Set.copyOf(labels);
    }

    public boolean ran() {
        return ranAt.isPresent();
    }

    @Override
    public String toString() {
        return file + " " + author + ":" + id;
    }
}
