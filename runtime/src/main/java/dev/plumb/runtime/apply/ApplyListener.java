package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.Holder;
import java.time.Duration;
import java.util.List;

/** Told what an apply is doing, on the thread that does it. Every method may be left out. */
public interface ApplyListener {
    /** Hears nothing. */
    ApplyListener SILENT = new ApplyListener() {};

    /** Somebody else is applying to this namespace; called once, before waiting. */
    default void waitingFor(Holder holder) {}

    /** The namespace is ours and the plan still fits. */
    default void runStarted(long run, int steps) {}

    default void stepStarted(Step step) {}

    /** The statement ran; unless the step runs alone, its transaction is still open. */
    default void stepFinished(Step step, Duration duration) {}

    /**
     * The locks of a transaction were not to be had within this attempt's limit; it will be tried again.
     *
     * @param blockers who stood in the way when last looked
     * @param attempt from 1
     */
    default void lockNotObtained(Step step, List<Blocking> blockers, int attempt) {}

    /**
     * Columns cannot be swapped yet because rows are noted; these are worked off now, and then it is tried again.
     *
     * @param round from 1
     */
    default void workingOff(Step step, int round) {}

    /**
     * A statement that runs alone waits for others. Called while it waits, and therefore on another thread.
     *
     * @param blockers other sessions than the last time
     */
    default void waitingForOthers(Step step, List<Blocking> blockers) {}

    /**
     * The apply ends here, as it was asked to: the next one goes on.
     *
     * @param steps how many are done
     * @param backfills the numbers of those that other processes are to do now
     */
    default void detached(int steps, List<Long> backfills) {}

    /** Everything up to this step, inclusive, is committed. */
    default void committed(Step step) {}
}
