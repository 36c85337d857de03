package dev.plumb.runtime.apply;

import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A plan, what it was made from and what it leads to.
 *
 * @param basis the state of the database that the plan is right for
 * @param managedBefore what is managed at that state
 * @param managedAfter what is managed once all of the plan is done
 * @param schemas the PostgreSQL schema of every directory of the spec, and of every directory that the plan touches
 * @param specSchemas those that remain once all of the plan is done
 * @param arrival what the last transaction has to prove
 * @param earlier what is different when the plan was made some time ago
 */
public record ApplyRequest(
        Plan plan,
        RunOrigin origin,
        Basis basis,
        Set<Address> managedBefore,
        List<ManagedObject> managedAfter,
        Map<DirectoryPath, String> schemas,
        List<String> specSchemas,
        Arrival arrival,
        Earlier earlier) {
    public ApplyRequest {
        managedBefore = Set.copyOf(managedBefore);
        managedAfter = List.copyOf(managedAfter);
        schemas = Map.copyOf(schemas);
        specSchemas = List.copyOf(specSchemas);
    }

    /** Of a plan that was made a moment ago. */
    public ApplyRequest(
            Plan plan,
            RunOrigin origin,
            Basis basis,
            Set<Address> managedBefore,
            List<ManagedObject> managedAfter,
            Map<DirectoryPath, String> schemas,
            List<String> specSchemas,
            Arrival arrival) {
        this(plan, origin, basis, managedBefore, managedAfter, schemas, specSchemas, arrival, Earlier.NOTHING);
    }

    /**
     * What has happened since a plan was made.
     *
     * @param done the ordinals of the steps that an earlier run of the same plan has done
     * @param moved whether the state is another than the one that the plan was made from, although that does not matter to it:
     *     then nobody knows what the spec would find in the state that is reached
     */
    public record Earlier(Set<Integer> done, boolean moved) {
        public static final Earlier NOTHING = new Earlier(Set.of(), false);

        public Earlier {
            done = Set.copyOf(done);
        }

        boolean includes(Step step) {
            return done.contains(step.ordinal());
        }
    }

    /**
     * The same when not all goes that is no longer declared.
     *
     * @param managed what is managed afterwards
     * @param remaining the schemas that remain
     */
    public ApplyRequest leaving(List<ManagedObject> managed, List<String> remaining) {
        return new ApplyRequest(plan, origin, basis, managedBefore, managed, schemas, remaining, arrival, earlier);
    }

    /** Whether it takes the last thing away that held rows, and with it all that data migrations have done. */
    boolean takesEveryRow() {
        return managedBefore.stream().anyMatch(a -> a.object().isPresent())
                && managedAfter.stream().noneMatch(m -> m.address().object().isPresent());
    }

    /** The steps that are still to be run. */
    List<Step> steps() {
        return plan.steps().stream().filter(s -> !earlier.includes(s)).toList();
    }

    /**
     * What a plan was made from.
     *
     * @param schemas that were read
     * @param fingerprint of their catalog rows
     * @param revision of what is managed
     */
    public record Basis(List<String> schemas, String fingerprint, long revision) {
        public Basis {
            schemas = List.copyOf(schemas);
        }
    }
}
