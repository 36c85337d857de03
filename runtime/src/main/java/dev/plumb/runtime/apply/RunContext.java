package dev.plumb.runtime.apply;

import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceTable;
import dev.plumb.runtime.ledger.RunLog;

/** What both kinds of steps need to run and to be recorded. */
record RunContext(
        WorkSession work,
        Monitor monitor,
        RunLog log,
        ManagedTable managed,
        NamespaceTable namespace,
        ManagedProgress progress,
        CellProgress cells,
        KeptProgress kept,
        ApplyRequest request,
        ApplyOptions options,
        LockLadder ladder,
        ApplyListener listener,
        Backfill backfill) {
    Backfill.Job job() {
        return new Backfill.Job(log.fence(), log.run(), work::endsBy);
    }
}
