package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.FillScript;
import dev.plumb.plan.computed.InstalledCells;
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

    /**
     * What fills columns of a table.
     *
     * @param beside whether also the versions that clients do not see can be meant
     * @param physical the schemas that the statements name
     */
    FillScript filling(Address table, boolean beside, Map<DirectoryPath, String> physical) {
        InstalledCells cells = state.computed().get(table);
        if (cells == null) {
            throw new IllegalStateException("nothing is computed in " + table);
        }
        NameMap names = names(physical);
        return new FillScript(
                (beside ? cells.all() : cells.current()).mapped(names::physicalSchema, names::toPhysical));
    }

    /** What keeps the cells of those tables right in which a computed column is being replaced. */
    Map<Address, ComputedTable> replacements() {
        Map<Address, ComputedTable> replacements = new HashMap<>();
        state.computed().forEach((table, cells) -> {
            if (!cells.beside().next().isEmpty()) {
                replacements.put(table, cells.all());
            }
        });
        return replacements;
    }

    /** From logical names to those of the schemas here. */
    NameMap names(Map<DirectoryPath, String> physical) {
        Map<String, String> byName = new HashMap<>();
        physical.forEach((directory, schema) -> byName.put(directory.schemaName(), schema));
        return new NameMap(byName, state.knownNames());
    }
}
