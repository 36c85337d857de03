package dev.plumb.runtime;

import dev.plumb.plan.drift.Difference;
import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/**
 * What others have changed in a database, as changes of the files that declare it. Nothing is written yet.
 *
 * @param adopted what the files then say as the database does
 * @param files those that change, as they were and as they are to be
 * @param refused what only a person can take into the files
 * @param notes for the reader
 */
public record Adoption(List<Difference> adopted, List<Edited> files, List<Refused> refused, List<String> notes) {
    public Adoption {
        adopted = List.copyOf(adopted);
        files = List.copyOf(files);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /** @param path relative to the project */
    public record Edited(String path, String before, String after) {}

    /**
     * @param why in a person's words
     * @param location where it is declared, or what it belongs to
     * @param yaml to paste there; absent when the declaration has to go
     */
    public record Refused(Address address, String why, Optional<SourceLocation> location, Optional<String> yaml) {}
}
