package dev.plumb.runtime.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plan.render.SealedJson;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.source.SourceFile;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an environment had been applied when this was written: enough to plan for it without its database, and none of its rows.
 *
 * @param snapshot {@code major.minor}, which also says what the file is
 * @param plumbVersion that wrote it
 * @param at when it was written
 * @param run the last one that succeeded; absent before the first
 * @param spec that was applied last, as one YAML text; empty before the first apply
 * @param tables how large each was
 * @param data paths of the data migrations that had run
 * @param drift what others had changed since
 */
public record Snapshot(
        String snapshot,
        String plumbVersion,
        String project,
        String environment,
        Instant at,
        Optional<Run> run,
        String spec,
        List<Size> tables,
        List<String> data,
        List<Address> drift) {
    private static final String VERSION = "1.0";

    public Snapshot {
        tables = List.copyOf(tables);
        data = List.copyOf(data);
        drift = List.copyOf(drift);
    }

    /**
     * A run of apply.
     *
     * @param at when it ended
     * @param commit that was applied; absent outside of a Git repository
     */
    public record Run(long id, Instant at, Optional<String> commit) {}

    /**
     * How large a table was.
     *
     * @param rows from statistics; negative when never analysed
     * @param bytes of the heap
     */
    public record Size(Address table, long rows, long bytes) {}

    /** Of an environment at this moment, in the present format. */
    public static Snapshot of(
            String plumbVersion,
            String project,
            String environment,
            Instant at,
            Optional<Run> run,
            String spec,
            List<Size> tables,
            List<String> data,
            List<Address> drift) {
        return new Snapshot(VERSION, plumbVersion, project, environment, at, run, spec, tables, data, drift);
    }

    /** The spec that was applied, for a project to read. */
    public SpecModel model() {
        String name = run.map(r -> "run " + r.id()).orElse("nothing");
        return SpecModel.of(
                plumbVersion,
                project,
                run.flatMap(Run::commit),
                spec.isEmpty() ? List.of() : List.of(new SourceFile(name, spec)),
                new Spec(Schema.EMPTY, Map.of()),
                List.of());
    }

    /** As JSON, with a checksum. */
    public String write() {
        return SealedJson.write(this);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param name of the file, for messages
     * @throws InvalidSnapshotException when it is none, one of another version, or was changed
     */
    public static Snapshot read(String name, String json) {
        try {
            ObjectNode document = SealedJson.parse(json);
            String version = document.path("snapshot").asText();
            if (!version.equals(VERSION)) {
                throw new InvalidSnapshotException(
                        version.isEmpty()
                                ? name + " is no snapshot of an environment"
                                : name + " is a snapshot of format " + version + "; this version of Plumb reads "
                                        + VERSION);
            }
            return SealedJson.read(document, Snapshot.class);
        } catch (IllegalArgumentException e) {
            throw new InvalidSnapshotException(name + " is no snapshot that can be used: " + e.getMessage());
        }
    }
}
