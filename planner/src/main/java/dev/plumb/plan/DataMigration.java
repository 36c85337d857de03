package dev.plumb.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Statements of the project that change rows, which every environment runs once.
 *
 * @param file path below the project, with forward slashes; by it the ledger knows what has run
 * @param sql as written, with directories under their own names
 * @param digest SHA-256 of the text, hexadecimal
 * @param place where among the changes it runs
 */
public record DataMigration(String file, String sql, String digest, Place place) {
    /** Where among the steps of a plan. */
    public sealed interface Place permits AtTheEnd, Before, After {
        /**
         * The index of the step that it stands before.
         *
         * @param steps in order of execution
         */
        int among(List<Step> steps);

        /** The address without which there is nothing to do. */
        default Optional<String> needs() {
            return Optional.empty();
        }

        /** {@code before library/documents.title}. */
        String words();
    }

    /** After all changes. */
    public record AtTheEnd() implements Place {
        @Override
        public int among(List<Step> steps) {
            return steps.size();
        }

        @Override
        public String words() {
            return "at the end";
        }
    }

    /**
     * Before anything changes there: it prepares the rows for it.
     *
     * @param address {@code library/documents.title}; of a directory or a table all that is in it is meant, too
     */
    public record Before(String address) implements Place {
        @Override
        public int among(List<Step> steps) {
            int index = 0;
            while (index < steps.size() && !concerns(steps.get(index), address)) {
                index++;
            }
            return index == steps.size() ? 0 : beginning(steps, index);
        }

        @Override
        public Optional<String> needs() {
            return Optional.of(address);
        }

        @Override
        public String words() {
            return "before " + address;
        }
    }

    /** Once everything has changed there that does. */
    public record After(String address) implements Place {
        @Override
        public int among(List<Step> steps) {
            int index = steps.size() - 1;
            while (index >= 0 && !concerns(steps.get(index), address)) {
                index--;
            }
            return index < 0 ? steps.size() : end(steps, index);
        }

        @Override
        public String words() {
            return "after " + address;
        }
    }

    /** Whether something that its place names is there, or nothing is named. */
    public boolean isWanted(Predicate<String> present) {
        return place.needs().isEmpty() || present.test(place.needs().get());
    }

    private static boolean concerns(Step step, String address) {
        return step.addresses().stream().anyMatch(a -> a.isWithin(address));
    }

    /** What PostgreSQL does in one transaction stays in one. */
    private static int beginning(List<Step> steps, int index) {
        int first = index;
        while (first > 0
                && steps.get(first - 1).transaction() == steps.get(index).transaction()) {
            first--;
        }
        return first;
    }

    private static int end(List<Step> steps, int index) {
        int after = index + 1;
        while (after < steps.size()
                && steps.get(after).transaction() == steps.get(index).transaction()) {
            after++;
        }
        return after;
    }
}
