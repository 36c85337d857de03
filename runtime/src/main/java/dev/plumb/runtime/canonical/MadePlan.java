package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.Plan;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A plan and what it was made from.
 *
 * @param plan in the environment's own names
 * @param live as read, before any rename of the plan
 * @param desired canonical, with the live spelling of each text that means the same
 * @param desiredDependencies edges of the desired state
 * @param managed what is managed, in the names that the plan's renames give
 * @param schemas PostgreSQL schema by directory, of all directories that were read: declared, managed, or named in a hint
 * @param lateProof what the transaction that applies the plan has to prove; absent when the plan is proved
 * @param relocation the same plan in the names of other schemas
 * @param canonical another spec in the same form as {@code desired}; to be asked while the connection of the plan is open
 */
public record MadePlan(
        Plan plan,
        CatalogState live,
        Schema desired,
        Set<Dependency> desiredDependencies,
        Set<Address> managed,
        Map<DirectoryPath, String> schemas,
        Optional<LateProof> lateProof,
        Relocation relocation,
        Spelling canonical) {
    /** Writes the statements of a plan anew. */
    @FunctionalInterface
    public interface Relocation {
        /**
         * The plan for schemas that are as those which it was made for.
         *
         * @param schemas PostgreSQL schema by directory, of the same directories
         */
        Plan to(Map<DirectoryPath, String> schemas);
    }

    /** Writes a spec as the server would. */
    @FunctionalInterface
    public interface Spelling {
        /**
         * The schema as the catalog would have it, in the live spelling of each text that means the same.
         *
         * @throws dev.plumb.source.SpecException when the server does not accept it
         */
        Schema of(Spec spec) throws SQLException;
    }

    public MadePlan {
        desiredDependencies = Set.copyOf(desiredDependencies);
        managed = Set.copyOf(managed);
        schemas = Map.copyOf(schemas);
    }

    /** The same with more to be said about the plan. */
    public MadePlan with(Plan told) {
        return new MadePlan(
                told, live, desired, desiredDependencies, managed, schemas, lateProof, relocation, canonical);
    }

    /** The same on another reading that means the same. */
    public MadePlan on(CatalogState again) {
        return new MadePlan(
                plan, again, desired, desiredDependencies, managed, schemas, lateProof, relocation, canonical);
    }

    /**
     * The same for a namespace that is as this one is. What was proved here need not be proved there.
     *
     * @param prefix of its schemas
     * @param fingerprint of their catalog rows
     */
    public MadePlan elsewhere(String prefix, String fingerprint) {
        Map<DirectoryPath, String> there = new HashMap<>();
        schemas.keySet().forEach(directory -> there.put(directory, prefix + directory.schemaName()));
        Plan moved = relocation
                .to(there)
                .withEffects(plan.effects())
                .withNotes(plan.notes())
                .withRemovals(plan.removals())
                .withDrift(plan.drift());
        return new MadePlan(
                moved,
                live.withFingerprint(fingerprint),
                desired,
                desiredDependencies,
                managed,
                there,
                Optional.empty(),
                relocation,
                canonical);
    }
}
