package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.Change;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Statement;
import dev.plumb.plan.diff.Task;
import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes plans. A pure function: the same request gives the same plan, whatever the order of what is in it. Safe for any
 * thread.
 */
public final class Planner {
    private final boolean contractsApart;

    public Planner() {
        this(false);
    }

    private Planner(boolean contractsApart) {
        this.contractsApart = contractsApart;
    }

    /**
     * One whose plans leave room for what is done to rows once all that is new is there and before anything goes: from there on
     * another transaction. Where computed columns must be kept right across both, there is no such room.
     */
    public Planner contractingApart() {
        return new Planner(true);
    }

    /**
     * What takes the live state to the desired one. A request whose states agree gives a plan without changes.
     *
     * @throws dev.plumb.plan.graph.CycleException when the statements cannot be ordered, which is a defect
     */
    public Plan plan(PlanRequest request) {
        Context context = new Context(request);
        Inventory inventory = new Inventory(request, context);
        Edits edits = new Edits(request, inventory, context.liveDependencies());
        Renaming renaming = new Renaming(context);

        List<Change> changes = new ArrayList<>(renaming.changes(request));
        inventory.adopted().forEach(a -> changes.add(adoption(a, context)));
        edits.all().forEach(e -> changes.add(e.change()));
        request.forgotten().forEach((address, location) -> changes.add(forgetting(address, location)));
        changes.sort(Comparator.comparing(Change::address).thenComparing(Change::action));

        List<Blocker> blockers = new ArrayList<>(request.renames().blockers());
        blockers.addAll(inventory.blockers());
        blockers.addAll(edits.blockers());
        blockers.addAll(
                new VersionDecisions(request, context).open(inventory.compared().keySet()));
        blockers.addAll(SearchNames.taken(request, context));

        List<String> notes = new ArrayList<>(request.renames().notes());
        notes.addAll(inventory.notes());
        notes.addAll(RowColumnNotes.of(request));
        notes.addAll(RenameSuggestions.of(changes, request));

        return new Plan(
                request.environment(),
                changes,
                blockers.isEmpty()
                        ? transactions(request, context, renaming, edits).steps()
                        : List.of(),
                blockers,
                List.copyOf(inventory.unmanaged()),
                request.live().uncovered().stream().sorted().toList(),
                notes);
    }

    /**
     * What the plan for a request does, equal for equal effects.
     *
     * @param logical the request in logical names: every schema named as its directory is
     */
    public Effects effects(PlanRequest logical) {
        return EffectDigests.of(plan(logical.withLive(EffectDigests.withRows(logical.live()))));
    }

    private Transactions transactions(PlanRequest request, Context context, Renaming renaming, Edits edits) {
        Transactions transactions = new Transactions();
        renaming.addTo(transactions, request);
        Ownership ownership = Ownership.of(request.live().schema(), request.desired());
        List<Task> plumbing = new PlumbingTasks(request, context, edits.all()).all();
        boolean together = !contractsApart || !plumbing.isEmpty();
        for (List<Task> group : TaskGraph.order(edits.all(), plumbing, context, new NameClaims(), ownership)) {
            if (!together && group.stream().anyMatch(t -> t.phase() == Task.Phase.CONTRACT)) {
                transactions.close();
                together = true;
            }
            List<Statement> statements = new ArrayList<>();
            List<Address> changes = new ArrayList<>();
            for (Task task : group) {
                for (Statement statement : task.statements()) {
                    statements.add(statement);
                    changes.add(task.change());
                }
            }
            if (group.size() > 1) {
                transactions.addTogether(statements, changes);
            } else {
                for (int i = 0; i < statements.size(); i++) {
                    transactions.add(statements.get(i), changes.get(i));
                }
            }
        }
        return transactions;
    }

    private static Change forgetting(Address address, SourceLocation location) {
        return new Change(
                address,
                Action.FORGET,
                Reason.NO_LONGER_MANAGED,
                Safety.SAFE,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(location));
    }

    private static Change adoption(Address address, Context context) {
        return new Change(
                address,
                Action.ADOPT,
                Reason.NOT_YET_MANAGED,
                Safety.SAFE,
                List.of(),
                List.of(),
                Optional.empty(),
                context.location(address));
    }
}
