package dev.plumb.schema.validation;

import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Schema;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlNames;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Every name for itself: not empty, not too long, no control characters. */
final class NameChecks {
    private final Findings problems;

    NameChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        for (Directory directory : schema.directories()) {
            directory.path().components().forEach(c -> check(directory.address(), "directory", c));
            Addressed.of(directory)
                    .forEach(a -> check(
                            a.address(), a.address().kind().label(), a.address().name()));
            directory.objects(DomainType.class).forEach(domain -> domain.checks()
                    .forEach(c -> check(domain.address(directory.path()), "check constraint", c.name())));
            directory.objects(View.class).forEach(v -> outputNames(v.address(directory.path()), v.columns()));
            directory
                    .objects(MaterializedView.class)
                    .forEach(v -> outputNames(v.address(directory.path()), v.columns()));
        }
    }

    private void outputNames(Address view, List<String> columns) {
        columns.forEach(c -> check(view, "column", c));
    }

    private void check(Address at, String kind, String name) {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (name.isEmpty()) {
            problems.add(at, "a " + kind + " needs a name that is not empty");
        }
        if (bytes > SqlNames.MAX_BYTES) {
            problems.add(
                    at,
                    "the name of " + kind + " '" + name + "' is " + bytes + " bytes long; PostgreSQL keeps "
                            + SqlNames.MAX_BYTES,
                    "use a shorter name");
        }
        name.codePoints()
                .filter(Character::isISOControl)
                .findFirst()
                .ifPresent(c -> problems.add(
                        at,
                        "the name of " + kind + " '" + name.replaceAll("\\p{Cntrl}", "?")
                                + "' contains the control character U+%04X".formatted(c)));
    }
}
