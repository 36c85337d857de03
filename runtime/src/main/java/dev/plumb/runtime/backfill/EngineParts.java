package dev.plumb.runtime.backfill;

import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.runtime.ledger.Fence;
import dev.plumb.runtime.session.ConnectionSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What the threads of one backfill share. */
record EngineParts(
        ConnectionSource source,
        BackfillOptions options,
        ComputedTable table,
        List<Step> steps,
        Walk walk,
        Claims claims,
        ChunkTable chunks,
        JobRow job,
        ChunkSize size,
        RowRate rate,
        Optional<Fence> fence,
        Control control,
        ProgressMeter meter,
        RandomGenerator random) {}
