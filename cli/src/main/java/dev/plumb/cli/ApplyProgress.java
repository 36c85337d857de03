package dev.plumb.cli;

import dev.plumb.plan.Step;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.Blocking;
import dev.plumb.runtime.ledger.Holder;
import dev.plumb.schema.Address;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells what an apply is doing: a line for whatever takes time, or makes it wait. */
final class ApplyProgress implements ApplyListener {
    private static final Duration WORTH_A_LINE = Duration.ofSeconds(1);

    private final Messages messages;
    private int steps;
    private int stepsDone;
    private List<Long> backfills = List.of();

    ApplyProgress(Messages messages) {
        this.messages = messages;
    }

    @Override
    public void waitingFor(Holder holder) {
        messages.progress("waiting for " + holder + ", who is applying to this namespace");
    }

    @Override
    public void runStarted(long run, int steps) {
        this.steps = steps;
        messages.progress("run " + run + ", " + steps + (steps == 1 ? " step" : " steps"));
    }

    @Override
    public void stepStarted(Step step) {
        if (step.mode() == Step.Mode.ALONE) {
            messages.progress(position(step) + addresses(step) + ": running on its own, outside of a transaction");
        }
    }

    @Override
    public void stepFinished(Step step, Duration duration) {
        if (duration.compareTo(WORTH_A_LINE) >= 0) {
            messages.progress(position(step)
                    + addresses(step)
                    + String.format(Locale.ROOT, ": took %.1f s", duration.toMillis() / 1000.0));
        }
    }

    @Override
    public void lockNotObtained(Step step, List<Blocking> blockers, int attempt) {
        messages.progress(
                position(step) + addresses(step) + ": attempt " + attempt + " waited for a lock of " + who(blockers));
    }

    @Override
    public void workingOff(Step step, int round) {
        messages.progress(position(step) + addresses(step) + ": working off the rows that are noted, round " + round);
    }

    @Override
    public void waitingForOthers(Step step, List<Blocking> blockers) {
        messages.progress(position(step) + addresses(step) + ": waiting for " + who(blockers));
    }

    @Override
    public void detached(int steps, List<Long> backfills) {
        this.stepsDone = steps;
        this.backfills = List.copyOf(backfills);
    }

    /** How many steps were done before the apply left the rest to others. */
    int stepsDone() {
        return stepsDone;
    }

    /** Those that were left to others; empty when all was done. */
    List<Long> backfills() {
        return backfills;
    }

    private static String who(List<Blocking> blockers) {
        return blockers.isEmpty()
                ? "another session"
                : blockers.stream().map(Blocking::toString).collect(Collectors.joining("; "));
    }

    private String position(Step step) {
        return "step " + step.ordinal() + " of " + steps + ", ";
    }

    private static String addresses(Step step) {
        return step.addresses().stream().map(Address::toString).collect(Collectors.joining(", "));
    }
}
