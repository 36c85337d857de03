package dev.plumb.runtime.copy;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.SqlNames;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where rows come from, or go to.
 *
 * @param schemas PostgreSQL schema by directory
 * @param state as read a moment ago
 */
public record CopySide(Connection connection, Map<DirectoryPath, String> schemas, CatalogState state) {
    public CopySide {
        schemas = Map.copyOf(schemas);
    }

    /** The name of an object in this database. */
    String sql(Address object) {
        String schema = Objects.requireNonNull(schemas.get(object.directory()));
        return SqlNames.qualified(schema, object.object().orElseThrow());
    }

    /** Every object of a kind by address. */
    <O extends SchemaObject> List<Found<O>> all(Class<O> type) {
        List<Found<O>> all = new ArrayList<>();
        for (Directory directory : state.schema().directories()) {
            directory.objects(type).forEach(o -> all.add(new Found<>(o.address(directory.path()), o)));
        }
        return all;
    }

    /** An object and where it is. */
    record Found<O extends SchemaObject>(Address address, O object) {}

    Optional<Table> table(Address address) {
        return state.schema()
                .directory(address.directory())
                .flatMap(d -> d.table(address.object().orElseThrow()));
    }

    /** The columns of a table that Plumb computes. */
    Set<String> computed(Address table) {
        return Optional.ofNullable(state.computed().get(table))
                .map(InstalledCells::current)
                .map(c -> c.cells().stream().map(Cell::column).collect(Collectors.toSet()))
                .orElse(Set.of());
    }

    /** Whether some column is computed by a function, and so only after its row is there. */
    public boolean callsFunctions() {
        return state.computed().values().stream()
                .anyMatch(c -> c.current().cells().stream().anyMatch(Cell::isFunction));
    }
}
