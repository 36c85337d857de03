package dev.plumb.runtime;

import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.schema.Address;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a plan takes for granted about the database that it is for, beside what is read from the one at hand.
 *
 * @param name of the way of planning; plans of different ways are not taken for one another
 * @param toRun by path, which data migrations the plan is to run if they have not run
 * @param rows of some tables, and that all others may have any number; absent when the tables are as they are
 */
record Supposition(String name, Predicate<String> toRun, Optional<Map<Address, TableFacts>> rows) {
    /** Nothing. */
    static final Supposition NONE = new Supposition("", file -> true, Optional.empty());

    /** That rows come from elsewhere, so that data migrations are left for later. */
    static final Supposition SCHEMA_ALONE = new Supposition("schema alone ", file -> false, Optional.empty());

    /**
     * That the database is only a likeness of the one that the plan is for.
     *
     * @param ran data migrations that have run there
     * @param rows what is known of its tables
     */
    static Supposition likeness(Set<String> ran, Map<Address, TableFacts> rows) {
        return new Supposition("likeness ", file -> !ran.contains(file), Optional.of(rows));
    }

    PlanMaker on(PlanMaker maker) {
        return rows.map(maker::supposing).orElse(maker);
    }
}
