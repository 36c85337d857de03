package dev.plumb.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Collects what is wrong, so that a person sees all of it at once. Not safe for several threads: one reading, one
 * collector.
 */
public final class Problems {
    private static final Comparator<Problem> ORDER = Comparator.comparing(
                    (Problem p) -> p.location().isPresent())
            .thenComparing(p -> p.location().orElse(new SourceLocation("", 0, 0)))
            .thenComparing(Problem::message);

    private final List<Problem> found = new ArrayList<>();

    public void add(Problem problem) {
        found.add(problem);
    }

    public void addAll(Iterable<Problem> problems) {
        problems.forEach(this::add);
    }

    public void report(SourceLocation location, String message) {
        add(Problem.at(location, message));
    }

    /** Reports with a remedy: what to do next. */
    public void report(SourceLocation location, String message, String remedy) {
        add(Problem.at(location, message, remedy));
    }

    /** Reports with a remedy when there is one. */
    public void report(SourceLocation location, String message, Optional<String> remedy) {
        add(new Problem(Optional.of(location), message, remedy));
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many were reported so far. */
    public int count() {
        return found.size();
    }

    /** Each problem once: those without a place first, then in the order of files, lines and columns. */
    public List<Problem> sorted() {
        return found.stream().distinct().sorted(ORDER).toList();
    }

    /**
     * Does nothing when nothing is wrong.
     *
     * @throws SpecException with every problem
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw new SpecException(sorted());
        }
    }
}
