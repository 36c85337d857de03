package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Types that users define. */
final class TypeChecks {
    private final Findings problems;

    TypeChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        for (Directory directory : schema.directories()) {
            directory.objects(EnumType.class).forEach(e -> labels(e, e.address(directory.path())));
            directory
                    .objects(CompositeType.class)
                    .filter(c -> c.attributes().isEmpty())
                    .map(c -> c.address(directory.path()))
                    .forEach(at -> problems.add(at, describe(at) + " needs at least one attribute"));
        }
        TypeCycles.find(schema)
                .forEach((at, cycle) -> problems.add(
                        at,
                        describe(at) + " contains itself: " + String.join(" -> ", cycle),
                        "break the circle, with jsonb for one of its links or a table of its own"));
    }

    private void labels(EnumType type, Address at) {
        Set<String> seen = new HashSet<>();
        for (String label : type.values()) {
            int bytes = label.getBytes(StandardCharsets.UTF_8).length;
            if (label.isEmpty()) {
                problems.add(at, describe(at) + " has an empty value");
            } else if (!seen.add(label)) {
                problems.add(at, describe(at) + " has the value '" + label + "' twice");
            }
            if (bytes > SqlNames.MAX_BYTES) {
                problems.add(
                        at,
                        "the value '" + label + "' of " + describe(at) + " is " + bytes
                                + " bytes long; PostgreSQL allows " + SqlNames.MAX_BYTES,
                        "use a shorter value");
            }
        }
    }
}
