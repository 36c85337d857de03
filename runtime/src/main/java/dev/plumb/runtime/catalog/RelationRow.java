package dev.plumb.runtime.catalog;

import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Partitioning;
import java.util.Map;
import java.util.Optional;

/**
 * One relation that the model covers.
 *
 * @param oid of {@code pg_class}
 * @param schema physical
 * @param kind table, view or materialized view
 * @param options of the relation and, with the prefix {@code toast.}, of its TOAST table
 * @param query of a view, physical
 */
record RelationRow(
        long oid,
        String schema,
        String name,
        ObjectKind kind,
        boolean unlogged,
        Map<String, String> options,
        Partitioning partitioning,
        Optional<String> comment,
        Optional<String> query,
        TableFacts facts) {

    Address address(LogicalNames names) {
        return Address.of(kind, names.directory(schema), name);
    }
}
