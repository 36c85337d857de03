package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads check constraints. */
final class CheckReader {
    private final ReadContext context;
    private final TableParts parts;

    CheckReader(ReadContext context, TableParts parts) {
        this.context = context;
        this.parts = parts;
    }

    void checks(YamlMap checks) {
        Keys.named(checks).forEach(this::check);
    }

    private void check(Entry entry) {
        if (entry.value() instanceof YamlScalar scalar) {
            Keys.sql(scalar, "'" + entry.key() + "'")
                    .ifPresent(sql -> parts.add(simple(entry.key(), sql), entry.location()));
            return;
        }
        Keys.longForm(context, entry, "SQL or a map").ifPresent(map -> {
            CheckConstraint check = new CheckConstraint(
                    entry.key(),
                    Keys.requiredSql(map, "expression").orElse(""),
                    map.flag("no_inherit"),
                    !map.flag("not_valid"),
                    Keys.comment(map),
                    Keys.renameOnly(map));
            map.rejectUnknownKeys();
            parts.add(check, entry.location());
        });
    }

    /** The check that a column declares for itself under the key {@code check}. */
    void checkOf(String column, YamlMap map) {
        Keys.sql(map, "check")
                .ifPresent(sql -> parts.add(
                        simple(parts.defaultNames().check(parts.table(), List.of(column)), sql),
                        map.locationOf("check")));
    }

    private static CheckConstraint simple(String name, String expression) {
        return new CheckConstraint(name, expression, false, true, Optional.empty(), Declaration.NONE);
    }
}
