package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was read of stand-ins, of all or of a piece. The same as in {@link CanonicalSchema}, before the overlay. */
record Found(
        Schema schema,
        Set<Dependency> dependencies,
        Map<Address, List<OutputColumn>> outputColumns,
        Set<Address> volatileDefaults,
        Set<Dependency> references) {
    static Found merged(List<Found> pieces) {
        if (pieces.size() == 1) {
            return pieces.get(0);
        }
        Map<Address, SchemaObject> objects = new LinkedHashMap<>();
        Set<Dependency> dependencies = new HashSet<>();
        Map<Address, List<OutputColumn>> outputColumns = new HashMap<>();
        Set<Address> volatileDefaults = new HashSet<>();
        Set<Dependency> references = new HashSet<>();
        for (Found piece : pieces) {
            objects.putAll(ObjectKey.objects(piece.schema()));
            dependencies.addAll(piece.dependencies());
            outputColumns.putAll(piece.outputColumns());
            volatileDefaults.addAll(piece.volatileDefaults());
            references.addAll(piece.references());
        }
        return new Found(ObjectKey.schema(objects), dependencies, outputColumns, volatileDefaults, references);
    }
}
