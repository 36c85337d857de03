package dev.plumb.runtime.apply;

import dev.plumb.plan.Plan;
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
 */
public record ApplyRequest(
        Plan plan,
        RunOrigin origin,
        Basis basis,
        Set<Address> managedBefore,
        List<ManagedObject> managedAfter,
        Map<DirectoryPath, String> schemas,
        List<String> specSchemas,
        Arrival arrival) {
    public ApplyRequest {
        managedBefore = Set.copyOf(managedBefore);
        managedAfter = List.copyOf(managedAfter);
        schemas = Map.copyOf(schemas);
        specSchemas = List.copyOf(specSchemas);
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
