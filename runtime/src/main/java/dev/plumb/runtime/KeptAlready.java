package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.plan.Action;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.runtime.KeptObjects.KeptObject;
import dev.plumb.runtime.policy.Removals;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a plan comes to for what is kept already of an environment. */
record KeptAlready(Environment environment, List<KeptObject> all) {
    KeptAlready {
        all = List.copyOf(all);
    }

    /** What a plan cannot be applied for, and what is to be known of it. */
    Plan announce(Plan plan, Removals removals) {
        List<Blocker> blockers = new ArrayList<>(sameName(plan, removals));
        List<String> notes = new ArrayList<>(plan.notes());
        plan.changes().stream().filter(c -> isLoss(c, removals)).forEach(change -> columns(change)
                .forEach(k -> blocker(change, k)
                        .ifPresentOrElse(
                                blockers::add,
                                () -> notes.add("what is kept of column "
                                        + k.kept().address() + " goes with " + change.address()))));
        return plan.withBlockers(blockers).withNotes(notes);
    }

    /** One thing of a name is kept at a time. */
    private List<Blocker> sameName(Plan plan, Removals removals) {
        Set<Address> kept = all.stream().map(k -> k.kept().address()).collect(Collectors.toSet());
        return plan.changes().stream()
                .filter(c -> c.action() == Action.DROP && removals.keeps(c.address()) && kept.contains(c.address()))
                .map(c -> new Blocker(
                        c.address(),
                        "it is to be kept, and another one that was removed before is kept already",
                        "purge that one first: plumb kept purge "
                                + NextCommands.shellWord(c.address().toString()) + " " + environment.arguments(),
                        c.location()))
                .toList();
    }

    private static boolean isLoss(Change change, Removals removals) {
        return change.address().kind() == ObjectKind.TABLE
                && (change.action() == Action.REPLACE
                        || (change.action() == Action.DROP && !removals.keeps(change.address())));
    }

    /** Those that are kept in the table that a change takes away. */
    private List<KeptObject> columns(Change change) {
        String schema = environment.namespace() + change.address().directory().schemaName();
        return all.stream()
                .filter(k -> k.kept().column().isPresent())
                .filter(k -> k.kept().schema().equals(schema)
                        && k.kept().table().equals(change.address().name()))
                .toList();
    }

    /** As long as the environment has promised to keep it. */
    private Optional<Blocker> blocker(Change change, KeptObject column) {
        return column.until()
                .filter(u -> !column.isOver())
                .map(u -> new Blocker(
                        change.address(),
                        "it is to go, and column " + column.kept().address() + " with it, which " + environment.name()
                                + " keeps until " + u + " (keep_for)",
                        "keep the table as well (action: keep), or wait until then, or shorten keep_for of the"
                                + " environment in plumb.yaml",
                        change.location()));
    }
}
