package dev.plumb.plan.diff;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Hazard.Kind;
import java.util.Optional;

/** The hazards in words. Whether one applies is for the comparisons to find. */
final class Hazards {
    private Hazards() {}

    static Hazard dataLoss(String what) {
        return of(Kind.DATA_LOSS, what, "take a copy first, or keep it declared");
    }

    static Hazard kept(String what) {
        return of(Kind.DATA_KEPT, what, "restore it, or purge it when its time is over: plumb kept list");
    }

    static Hazard definitionLoss(String what) {
        return of(Kind.DEFINITION_LOSS, what, "make sure that nothing relies on it, or keep it declared");
    }

    static Hazard briefLock(String relation) {
        return of(
                Kind.BRIEF_EXCLUSIVE_LOCK,
                "readers and writers of " + relation + " wait for a moment",
                "no action needed: the lock is given up after a short while and tried again");
    }

    static Hazard rewrite(String relation, String rows, String why) {
        return of(
                Kind.TABLE_REWRITE,
                why + ": " + rows + " of " + relation + " are written anew while readers and writers wait",
                "run it in a quiet hour, or add a column beside it, fill it and swap the two");
    }

    static Hazard scan(String relation, String rows, String why) {
        return of(
                Kind.SCAN_UNDER_LOCK,
                why + ": " + rows + " of " + relation + " are read under a lock",
                "run it in a quiet hour");
    }

    static Hazard indexBuild(String relation, String rows) {
        return of(
                Kind.INDEX_BUILD,
                "an index over " + rows + " of " + relation + " is built",
                "no action needed: it is built concurrently where that is possible");
    }

    static Hazard blocksWrites(String relation, String why) {
        return of(Kind.BLOCKS_WRITES, why + ": writers of " + relation + " wait", "run it in a quiet hour");
    }

    static Hazard mayFail(String cause, Optional<String> findingQuery) {
        return new Hazard(Kind.MAY_FAIL_ON_ROWS, cause, "find these rows and correct them first", findingQuery);
    }

    static Hazard breaksClients(String what) {
        return of(
                Kind.BREAKS_CLIENTS,
                "statements of running applications that use " + what + " fail",
                "deploy applications that no longer use it first");
    }

    static Hazard recompute(String what) {
        return of(Kind.RECOMPUTE, what, "expect it to take as long as computing every row");
    }

    static Hazard notRestored(String what) {
        return of(Kind.NOT_RESTORED, what, "grant them again after the apply");
    }

    private static Hazard of(Kind kind, String cause, String wayOut) {
        return new Hazard(kind, cause, wayOut, Optional.empty());
    }
}
