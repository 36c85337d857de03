package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.StorageParameters;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlNode;
import java.util.List;
import java.util.Optional;

/** Reads primary keys and unique constraints. */
final class KeyReader {
    private final ReadContext context;
    private final TableParts parts;

    KeyReader(ReadContext context, TableParts parts) {
        this.context = context;
        this.parts = parts;
    }

    /** @param node a list of columns, or a map */
    void primaryKey(YamlNode node, SourceLocation location) {
        if (node instanceof YamlList list) {
            parts.add(primaryKey(defaultName(), columns("'primary_key'", list)), location);
        } else if (node instanceof YamlMap map) {
            if (map.require("columns")) {
                parts.add(
                        new PrimaryKey(
                                Keys.name(map, "name").orElseGet(this::defaultName),
                                Keys.names(map, "columns"),
                                Keys.names(map, "include"),
                                Keys.deferral(map),
                                Keys.parameters(map, "with"),
                                Keys.comment(map),
                                Keys.renameOnly(map)),
                        location);
                map.rejectUnknownKeys();
            }
        } else {
            node.reportExpected("'primary_key'", "a list of columns or a map");
        }
    }

    /** The primary key that a column declares for itself. */
    void primaryKeyOf(String column, SourceLocation location) {
        parts.add(primaryKey(defaultName(), List.of(column)), location);
    }

    private String defaultName() {
        return parts.defaultNames().primaryKey(parts.table());
    }

    private static PrimaryKey primaryKey(String name, List<String> columns) {
        return new PrimaryKey(
                name,
                columns,
                List.of(),
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    /** @param node a map by name, or a list of lists of columns whose constraints get PostgreSQL's names */
    void uniques(YamlNode node) {
        if (node instanceof YamlMap map) {
            Keys.named(map).forEach(this::unique);
        } else if (node instanceof YamlList list) {
            list.items().forEach(this::unnamedUnique);
        } else {
            node.reportExpected("'unique'", "a map from names to columns, or a list of lists of columns");
        }
    }

    private void unnamedUnique(YamlNode node) {
        if (node instanceof YamlList list) {
            List<String> columns = columns("an item of 'unique'", list);
            parts.add(unique(parts.defaultNames().unique(parts.table(), columns), columns), list.location());
        } else {
            node.reportExpected("an item of 'unique'", "a list of columns");
        }
    }

    private void unique(Entry entry) {
        if (entry.value() instanceof YamlList list) {
            parts.add(unique(entry.key(), columns("'" + entry.key() + "'", list)), entry.location());
            return;
        }
        Keys.longForm(context, entry, "a list of columns or a map").ifPresent(map -> {
            map.require("columns");
            parts.add(
                    new UniqueConstraint(
                            entry.key(),
                            Keys.names(map, "columns"),
                            Keys.names(map, "include"),
                            map.flag("nulls_not_distinct"),
                            Keys.deferral(map),
                            Keys.parameters(map, "with"),
                            Keys.comment(map),
                            Keys.renameOnly(map)),
                    entry.location());
            map.rejectUnknownKeys();
        });
    }

    /** The unique constraint that a column declares for itself. */
    void uniqueOf(String column, SourceLocation location) {
        parts.add(unique(parts.defaultNames().unique(parts.table(), List.of(column)), List.of(column)), location);
    }

    private static UniqueConstraint unique(String name, List<String> columns) {
        return new UniqueConstraint(
                name,
                columns,
                List.of(),
                false,
                Deferral.NOT_DEFERRABLE,
                StorageParameters.NONE,
                Optional.empty(),
                Declaration.NONE);
    }

    private static List<String> columns(String what, YamlList list) {
        if (list.size() == 0) {
            list.reportExpected(what, "a list with at least one column");
        }
        return Keys.names(YamlMap.texts(what, list), what);
    }
}
