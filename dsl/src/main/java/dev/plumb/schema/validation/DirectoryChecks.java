package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Directories: their schemas' names must exist, fit and differ. */
final class DirectoryChecks {
    private final Findings problems;

    DirectoryChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        Set<DirectoryPath> seen = new HashSet<>();
        for (Directory directory : schema.directories()) {
            DirectoryPath path = directory.path();
            if (!seen.add(path)) {
                problems.add(directory.address(), describe(directory.address()) + " is declared twice");
            }
            if (!path.isUnambiguous()) {
                problems.add(
                        directory.address(),
                        describe(directory.address()) + " would be the schema '" + path.schemaName()
                                + "', which reads as " + DirectoryPath.ofSchemaName(path.schemaName()),
                        "two underscores join a directory to the one inside it: use one in a name, and none at its end");
            }
            int bytes = path.schemaName().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > SqlNames.MAX_BYTES) {
                problems.add(
                        directory.address(),
                        describe(directory.address()) + " is the schema '" + path.schemaName() + "', whose name is "
                                + bytes + " bytes long; PostgreSQL keeps " + SqlNames.MAX_BYTES,
                        "use shorter names");
            }
        }
    }
}
