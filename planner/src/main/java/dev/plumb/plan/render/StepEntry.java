package dev.plumb.plan.render;

import dev.plumb.plan.Fill;
import dev.plumb.plan.FillCost;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import java.util.List;
import java.util.Optional;

/**
 * One statement.
 *
 * @param transaction steps with the same number run in one transaction
 * @param mode whether it may run in a transaction at all
 * @param fill what a step of the mode {@code BACKFILL} fills
 * @param data the file of the project that it is, for a step that runs once
 */
public record StepEntry(
        int ordinal,
        List<String> addresses,
        String sql,
        int transaction,
        Step.Mode mode,
        Optional<FillEntry> fill,
        Optional<DataEntry> data) {
    public StepEntry {
        addresses = List.copyOf(addresses);
    }

    static StepEntry of(Step step) {
        return new StepEntry(
                step.ordinal(),
                step.addresses().stream().map(Address::toString).toList(),
                step.sql(),
                step.transaction(),
                step.mode(),
                step.fill().map(FillEntry::of),
                step.data().map(d -> new DataEntry(d.path(), d.digest(), d.when())));
    }

    /**
     * A file of the project that runs once.
     *
     * @param file below the project
     * @param digest SHA-256 of its text
     * @param when {@code after library/documents}, or why there is nothing to run
     */
    public record DataEntry(String file, String digest, String when) {}

    /**
     * Computed columns of a table that are filled for the rows that are there.
     *
     * @param table {@code library/documents}
     * @param estimatedRows from statistics; absent when the table was never analysed
     * @param calls how many of the columns functions compute
     * @param cost as far as it can be known before
     * @param keyed whether it goes in small steps along the key; without one, along the blocks of the table, and in the end through all rows at once
     */
    public record FillEntry(
            String table,
            List<String> columns,
            Optional<Long> estimatedRows,
            int calls,
            CostEntry cost,
            boolean keyed) {
        public FillEntry {
            columns = List.copyOf(columns);
        }

        static FillEntry of(Fill fill) {
            return new FillEntry(
                    fill.table().toString(),
                    fill.columns(),
                    Optional.of(fill.estimatedRows()).filter(r -> r >= 0),
                    fill.calls(),
                    CostEntry.of(fill.cost()),
                    fill.keyed());
        }
    }

    /**
     * What it takes to fill columns, as far as that can be known before.
     *
     * @param calls of functions, each for as many rows as it takes at once
     * @param secondsAtLeast in one process
     * @param secondsAtMost unless calls fail and are tried again
     * @param basis what the durations rest on
     * @param words all of it
     */
    public record CostEntry(
            Optional<Long> calls,
            Optional<Double> secondsAtLeast,
            Optional<Double> secondsAtMost,
            FillCost.Basis basis,
            String words) {
        static CostEntry of(FillCost cost) {
            return new CostEntry(
                    cost.calls().stream().boxed().findFirst(),
                    cost.atLeast().map(d -> d.toMillis() / 1000.0),
                    cost.atMost().map(d -> d.toMillis() / 1000.0),
                    cost.basis(),
                    cost.words());
        }
    }
}
