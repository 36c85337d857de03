package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.diff.Parts;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.NameMap;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All that stands in a database, as a spec would declare it.
 *
 * @param schemas PostgreSQL schema by directory
 */
record LiveSpec(CatalogState state, Map<DirectoryPath, String> schemas) {
    /** Every database has it, whoever else made something in it. */
    private static final String PUBLIC = "public";

    static LiveSpec read(Connection connection, String prefix) throws SQLException {
        Map<DirectoryPath, String> schemas = new Inspector(prefix).schemas(connection);
        return new LiveSpec(CatalogReader.live().read(connection, schemas), schemas);
    }

    Schema schema() {
        return new InspectedCells(state.computed()).declared(state.schema());
    }

    /** Everything that has an address. */
    Set<Address> addresses() {
        Set<Address> addresses = new TreeSet<>();
        state.schema().directories().forEach(directory -> {
            if (!PUBLIC.equals(schemas.get(directory.path()))) {
                addresses.add(directory.address());
            }
            directory.objects().forEach(object -> {
                Address address = object.address(directory.path());
                addresses.add(address);
                addresses.addAll(Parts.of(address, object).addresses());
            });
        });
        return addresses;
    }

    /** From logical names to those of the schemas here. */
    NameMap names(Map<DirectoryPath, String> physical) {
        Map<String, String> byName = new HashMap<>();
        physical.forEach((directory, schema) -> byName.put(directory.schemaName(), schema));
        return new NameMap(byName, state.knownNames());
    }
}
