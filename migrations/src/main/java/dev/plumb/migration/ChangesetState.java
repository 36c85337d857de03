package dev.plumb.migration;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/**
 * A changeset and whether a database has it.
 *
 * @param file its changelog, as its identity has it
 * @param labels in lower case
 * @param comment what it is about; may be empty
 * @param execution when it ran last; empty when it has not
 */
public record ChangesetState(
        String file,
        String id,
        String author,
        Set<String> labels,
        String comment,
        Optional<Execution> execution,
        Standing standing) {
    public ChangesetState {
        labels = Set.copyOf(labels);
    }

    /** What is to become of it. */
    public enum Standing {
        /** Has run, and nothing is left to do. */
        DONE,
        /** The next update runs it, be it again. */
        PENDING,
        /** Has run, and no file has it any more. */
        GONE,
        /** It says itself that it is not for this database. */
        SKIPPED
    }

    /**
     * A run of it. They are ordered as they ran.
     *
     * @param order of runs at the same time
     */
    public record Execution(Instant at, int order) implements Comparable<Execution> {
        private static final Comparator<Execution> ORDER =
                Comparator.comparing(Execution::at).thenComparing(Execution::order);

        @Override
        public int compareTo(Execution other) {
            return ORDER.compare(this, other);
        }
    }

    public boolean isPending() {
        return standing == Standing.PENDING;
    }

    @Override
    public String toString() {
        return file + " " + author + ":" + id;
    }
}
