package dev.plumb.cli;

import dev.plumb.runtime.ChangelogReach;
import java.util.List;
import java.util.Optional;

/** How many changelogs a command is about. */
final class ReachOptions {
    private final Option<String> to;
    private final Option<Integer> count;

    /** @param to what {@code --to} does */
    ReachOptions(String to) {
        this.to = Option.of(String.class, "NAME", to, "--to");
        this.count = Option.of(Integer.class, "N", "so many changelogs", "--count");
    }

    List<Option<?>> all() {
        return List.of(to, count);
    }

    /**
     * What was asked for.
     *
     * @param included whether the changelog of {@code --to} is meant itself
     * @return empty when nothing was
     */
    Optional<ChangelogReach> reach(boolean included) {
        if (to.value().isPresent() && count.value().isPresent()) {
            throw new UsageException("--to and --count say two things", "give one of them");
        }
        if (count.value().filter(n -> n < 1).isPresent()) {
            throw new UsageException("--count " + count.value().get() + " is nothing", "give 1 or more");
        }
        return to.value()
                .<ChangelogReach>map(name -> new ChangelogReach.To(name, included))
                .or(() -> count.value().map(ChangelogReach.Next::new));
    }
}
