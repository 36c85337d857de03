package dev.plumb.plan;

import dev.plumb.schema.Address;
import dev.plumb.schema.Removal;
import java.util.ArrayList;
import java.util.List;

/**
 * What an apply would do: a value that every renderer reads and nothing else.
 *
 * @param environment name of the environment
 * @param changes sorted by address, adoptions included
 * @param steps in order of execution
 * @param blockers when not empty the plan is not applicable
 * @param unmanaged objects of the namespace that Plumb could manage, does not, and leaves alone
 * @param uncovered objects of the namespace that the model does not cover
 * @param notes for the reader: suggested renames, options that were ignored
 * @param effects what binds an approval to the plan
 * @param removals of what it drops, those that the spec says are meant
 * @param drift of what it changes, what others have changed since the last apply; empty where nobody wants to know
 */
public record Plan(
        String environment,
        List<Change> changes,
        List<Step> steps,
        List<Blocker> blockers,
        List<Address> unmanaged,
        List<UncoveredObject> uncovered,
        List<String> notes,
        Effects effects,
        List<Removal> removals,
        List<Address> drift) {
    public Plan {
        changes = List.copyOf(changes);
        steps = List.copyOf(steps);
        blockers = List.copyOf(blockers);
        unmanaged = List.copyOf(unmanaged);
        uncovered = List.copyOf(uncovered);
        notes = List.copyOf(notes);
        removals = List.copyOf(removals);
        drift = List.copyOf(drift);
    }

    /** A plan whose effects nobody has taken the digest of yet. */
    public Plan(
            String environment,
            List<Change> changes,
            List<Step> steps,
            List<Blocker> blockers,
            List<Address> unmanaged,
            List<UncoveredObject> uncovered,
            List<String> notes) {
        this(environment, changes, steps, blockers, unmanaged, uncovered, notes, Effects.NONE, List.of(), List.of());
    }

    /** Of an environment that is as declared. */
    public static Plan nothing(String environment) {
        return new Plan(environment, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public Plan withSteps(List<Step> newSteps) {
        return new Plan(
                environment, changes, newSteps, blockers, unmanaged, uncovered, notes, effects, removals, drift);
    }

    public Plan withEffects(Effects digested) {
        return new Plan(environment, changes, steps, blockers, unmanaged, uncovered, notes, digested, removals, drift);
    }

    public Plan withRemovals(List<Removal> meant) {
        return new Plan(environment, changes, steps, blockers, unmanaged, uncovered, notes, effects, meant, drift);
    }

    public Plan withNotes(List<String> newNotes) {
        return new Plan(
                environment, changes, steps, blockers, unmanaged, uncovered, newNotes, effects, removals, drift);
    }

    /**
     * The same when it empties the environment, whatever is declared.
     *
     * @param leftAlone what Plumb could manage and does not
     */
    public Plan emptying(List<Address> leftAlone) {
        List<Change> gone =
                changes.stream().map(c -> c.because(Reason.ENVIRONMENT_EMPTIED)).toList();
        return new Plan(environment, gone, steps, blockers, leftAlone, uncovered, notes, effects, removals, drift);
    }

    public Plan withDrift(List<Address> found) {
        return new Plan(environment, changes, steps, blockers, unmanaged, uncovered, notes, effects, removals, found);
    }

    /** The same with more that stands in its way. */
    public Plan withBlockers(List<Blocker> more) {
        List<Blocker> all = new ArrayList<>(blockers);
        all.addAll(more);
        return new Plan(environment, changes, steps, all, unmanaged, uncovered, notes, effects, removals, drift);
    }

    /** True when the database is as declared; bookkeeping is no difference. */
    public boolean isInPlumb() {
        return blockers.isEmpty()
                && dataFiles().isEmpty()
                && changes.stream().allMatch(c -> c.action().isBookkeeping());
    }

    /** True when an apply would neither run a statement nor record anything new. */
    public boolean isEmpty() {
        return blockers.isEmpty() && changes.isEmpty() && steps.isEmpty();
    }

    /** The files of the project that run once, in order. */
    public List<Step.DataFile> dataFiles() {
        return steps.stream().flatMap(s -> s.data().stream()).toList();
    }

    public List<Change> destructive() {
        return changes.stream().filter(c -> c.safety() == Safety.DESTRUCTIVE).toList();
    }
}
