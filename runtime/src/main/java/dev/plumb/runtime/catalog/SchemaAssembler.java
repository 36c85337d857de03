package dev.plumb.runtime.catalog;

import dev.plumb.runtime.catalog.NamespaceQuery.Namespace;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Relation;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.TypeDefinition;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts what the queries found together.
 *
 * @param columns by relation, as are constraints and indexes
 * @param sequences by physical schema, as are types
 */
record SchemaAssembler(
        LogicalNames names,
        List<Namespace> namespaces,
        List<RelationRow> relations,
        Map<Long, List<Column>> columns,
        Map<Long, List<Constraint>> constraints,
        Map<Long, List<Index>> indexes,
        Map<String, List<Sequence>> sequences,
        Map<String, List<TypeDefinition>> types) {

    Schema schema() {
        Map<String, List<SchemaObject>> objects = new HashMap<>();
        sequences.forEach((schema, s) ->
                objects.computeIfAbsent(schema, n -> new ArrayList<>()).addAll(s));
        types.forEach((schema, t) ->
                objects.computeIfAbsent(schema, n -> new ArrayList<>()).addAll(t));
        for (RelationRow relation : relations) {
            objects.computeIfAbsent(relation.schema(), n -> new ArrayList<>()).add(relation(relation));
        }
        return new Schema(namespaces.stream()
                .map(n -> new Directory(
                        names.directory(n.name()),
                        objects.getOrDefault(n.name(), List.of()),
                        n.comment(),
                        Declaration.NONE))
                .toList());
    }

    private Relation relation(RelationRow row) {
        StorageParameters options = new StorageParameters(row.options());
        return switch (row.kind()) {
            case TABLE -> table(row, options);
            case VIEW -> new View(row.name(), List.of(), query(row), options, row.comment(), Declaration.NONE);
            case MATERIALIZED_VIEW ->
                new MaterializedView(
                        row.name(),
                        List.of(),
                        query(row),
                        indexes.getOrDefault(row.oid(), List.of()),
                        options,
                        row.comment(),
                        Declaration.NONE);
            default -> throw new IllegalStateException("the query gave a relation of kind " + row.kind());
        };
    }

    private Table table(RelationRow row, StorageParameters options) {
        return new Table(
                        row.name(),
                        columns.getOrDefault(row.oid(), List.of()),
                        constraints.getOrDefault(row.oid(), List.of()),
                        indexes.getOrDefault(row.oid(), List.of()),
                        row.unlogged(),
                        options,
                        row.comment(),
                        Declaration.NONE)
                .withPartitioning(row.partitioning());
    }

    /** Without the semicolon that PostgreSQL ends it with, and the space it begins with. */
    private String query(RelationRow row) {
        String query = row.query().orElseThrow().strip();
        return names.sql(
                query.endsWith(";") ? query.substring(0, query.length() - 1).stripTrailing() : query);
    }
}
