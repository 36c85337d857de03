package dev.plumb.plan.diff;

import dev.plumb.plan.Change;
import java.util.List;
import java.util.Optional;

/**
 * What is to happen at one address.
 *
 * @param disturbance what it does to the things that depend on this one
 * @param whole true when the object goes or comes with all its parts, so that these have no edits of their own
 */
public record Edit(Change change, Optional<Disturbance> disturbance, boolean whole, List<Task> tasks) {
    public Edit {
        tasks = List.copyOf(tasks);
    }
}
