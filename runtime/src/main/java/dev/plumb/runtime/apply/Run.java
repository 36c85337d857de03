package dev.plumb.runtime.apply;

import dev.plumb.plan.Fill;
import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.CellRecords;
import dev.plumb.runtime.ledger.LeaseLostException;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.schema.Address;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** One run: the groups of steps in order, then the record of how it ended. */
final class Run {
    private final RunContext context;
    private final List<StepGroup> groups;
    private final Aftermath aftermath;

    Run(RunContext context, List<StepGroup> groups, Aftermath aftermath) {
        this.context = context;
        this.groups = groups;
        this.aftermath = aftermath;
    }

    void execute() {
        int done = context.request().earlier().done().size();
        try {
            inTransaction(CellRecords::purge);
            discardOutdated();
            for (StepGroup group : groups) {
                if (group.fills() && context.options().detached()) {
                    detach(done);
                    return;
                }
                run(group);
                done += group.steps().size();
            }
            if (!recordsWithLastStep()) {
                recordAlone();
            }
        } catch (StepFailedException e) {
            settle(done, e);
        }
    }

    /** Before anything changes, so that no crash lets an old filling go on with a new definition. */
    private void discardOutdated() throws StepFailedException {
        Set<Address> changed = new HashSet<>();
        for (Step step : context.request().steps()) {
            Optional<Fill> fill =
                    step.fill().filter(f -> step.addresses().stream().anyMatch(changed::contains));
            if (fill.isPresent()) {
                try {
                    context.backfill().discard(fill.get());
                } catch (SQLException e) {
                    throw new StepFailedException(step, e, List.of());
                }
            }
            changed.addAll(step.addresses());
        }
    }

    /** Leaves the filling to others, and all that comes after it to the next apply. */
    private void detach(int done) throws StepFailedException {
        List<StepGroup> left = groups.stream()
                .dropWhile(g -> !g.fills())
                .takeWhile(StepGroup::fills)
                .toList();
        List<Long> backfills = new ArrayList<>();
        for (StepGroup group : left) {
            try {
                backfills.add(context.backfill().begin(group.first().fill().orElseThrow(), context.job()));
            } catch (SQLException e) {
                throw new StepFailedException(group.first(), e, List.of());
            }
        }
        inTransaction(connection -> {
            context.namespace().claim(connection, context.request().specSchemas());
            context.namespace().raiseRevision(connection);
            context.log()
                    .finish(
                            connection,
                            RunSummary.Outcome.PARTIAL,
                            "detached, as asked for; columns are filled by backfill " + numbers(backfills));
        });
        context.listener().detached(done, List.copyOf(backfills));
    }

    private static String numbers(List<Long> backfills) {
        return backfills.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private void run(StepGroup group) throws StepFailedException {
        if (group.fills()) {
            new BackfillRunner(context, group).run();
        } else if (group.runsAlone()) {
            new AloneRunner(context, group).run();
        } else {
            boolean last = group.equals(groups.get(groups.size() - 1));
            new TransactionRunner(context, group, last ? Optional.of(completion()) : Optional.empty()).run();
        }
    }

    /** The last transaction carries the result; after a step that runs alone, or without any, it needs one of its own. */
    private boolean recordsWithLastStep() {
        return !groups.isEmpty() && !groups.get(groups.size() - 1).runsAlone();
    }

    private Completion completion() {
        return new Completion(
                context.request(), context.managed(), context.namespace(), Optional.of(context.log()), witness());
    }

    /** Before its only transaction commits, the other connection of the run still sees the state of before. */
    private Witness witness() {
        NamespaceTable namespace = context.namespace();
        boolean known = context.request().earlier().equals(ApplyRequest.Earlier.NOTHING);
        boolean oneTransaction = known && (groups.isEmpty() || (groups.size() == 1 && recordsWithLastStep()));
        return oneTransaction
                ? schemas -> context.monitor().ask(connection -> namespace.fingerprint(connection, schemas))
                : Witness.NONE;
    }

    private void recordAlone() throws StepFailedException {
        inTransaction(completion()::write);
    }

    private void inTransaction(RunContext.LedgerWork work) throws StepFailedException {
        try {
            context.inTransaction(work);
        } catch (SQLException | LeaseLostException e) {
            context.work().rollBack();
            throw new StepFailedException(e);
        }
    }

    private OptionalInt doneInAll(OptionalInt now) {
        int before = context.request().earlier().done().size();
        return now.isPresent() ? OptionalInt.of(before + now.getAsInt()) : now;
    }

    /** Returns when the last commit arrived after all, although its answer did not. */
    private void settle(int committed, StepFailedException failed) {
        int total = context.request().plan().steps().size();
        OptionalInt done =
                context.work().isUsable() ? OptionalInt.of(committed) : doneInAll(aftermath.stepsDone(failed));
        boolean arrived = recordsWithLastStep() && done.isPresent() && done.getAsInt() == total;
        if (!arrived) {
            RunFailure failure = new RunFailure(failed, context.work().stopReason(), done, total);
            aftermath.record(failure.outcome(), failure.message(), failed);
            throw failure.exception();
        }
    }
}
