package dev.plumb.runtime.planfile;

import dev.plumb.plan.Plan;
import dev.plumb.plan.render.SealedJson;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.RunOrigin;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A plan that is to be applied later, as it was shown, once. It holds no secret: where a statement needs a variable's value, it
 * names the variable.
 *
 * @param planFile {@code major.minor}, which also says what the file is
 * @param id by which the ledger knows whether it was applied
 * @param createdAt ISO 8601
 * @param origin where it was made
 * @param plan all of it
 * @param managed what its steps do to what is managed
 * @param schemas PostgreSQL schema of every directory that was read
 * @param remaining those of the schemas that are there when it is done
 * @param fingerprint of the catalog rows of these schemas at that time
 * @param reads what it rests on
 */
public record PlanFile(
        String planFile,
        UUID id,
        String createdAt,
        TargetIdentity target,
        Origin origin,
        Plan plan,
        Managed managed,
        List<SchemaEntry> schemas,
        List<String> remaining,
        String fingerprint,
        ReadSet reads)
        implements SavedPlan {
    /** What this code writes and reads. */
    public static final String VERSION = "1.0";

    public PlanFile {
        schemas = List.copyOf(schemas);
        remaining = List.copyOf(remaining);
    }

    /**
     * What the plan was made from.
     *
     * @param spec canonical YAML, variables as written
     */
    public record Origin(String plumbVersion, Optional<RunOrigin.Commit> commit, String specHash, String spec) {}

    /**
     * What the plan does to the list of what is managed.
     *
     * @param before of what is in {@code after}, as it was
     * @param after what is new or has changed
     * @param gone what is no longer managed
     */
    public record Managed(List<ManagedObject> before, List<ManagedObject> after, List<Address> gone) {
        public Managed {
            before = List.copyOf(before);
            after = List.copyOf(after);
            gone = List.copyOf(gone);
        }
    }

    /** @param directory its path */
    public record SchemaEntry(String directory, String schema) {}

    public Map<DirectoryPath, String> schemaByDirectory() {
        Map<DirectoryPath, String> all = new LinkedHashMap<>();
        schemas.forEach(s -> all.put(DirectoryPath.parse(s.directory()), s.schema()));
        return all;
    }

    @Override
    public String write() {
        return SealedJson.write(this);
    }

    @Override
    public <T> T as(Function<PlanFile, T> one, Function<FleetPlanFile, T> several) {
        return one.apply(this);
    }
}
