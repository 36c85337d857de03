package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the server made of a schema as written.
 *
 * @param schema in canonical form, with the declarations of the spec
 * @param dependencies between the things of the schema
 * @param outputColumns of each view and materialized view
 * @param volatileDefaults columns whose default calls a volatile function
 * @param computed what is to keep computed columns right, by table; empty while the schema holds hidden columns
 * @param references to things of the environment that the schema itself does not hold
 */
public record CanonicalSchema(
        Schema schema,
        Set<Dependency> dependencies,
        Map<Address, List<OutputColumn>> outputColumns,
        Set<Address> volatileDefaults,
        Set<Dependency> references,
        Map<Address, ComputedTable> computed) {
    public static final CanonicalSchema EMPTY =
            new CanonicalSchema(Schema.EMPTY, Set.of(), Map.of(), Set.of(), Set.of(), Map.of());

    public CanonicalSchema {
        dependencies = Set.copyOf(dependencies);
        outputColumns = Map.copyOf(outputColumns);
        volatileDefaults = Set.copyOf(volatileDefaults);
        references = Set.copyOf(references);
        computed = Map.copyOf(computed);
    }

    /**
     * The same without hidden columns.
     *
     * @param computed made of them
     */
    CanonicalSchema withComputed(Map<Address, ComputedTable> computed) {
        Set<Dependency> all = HiddenColumns.without(dependencies);
        computed.forEach((table, cells) -> cells.cells().forEach(cell -> {
            Address plumbing = PlumbingNames.address(table);
            all.add(new Dependency(plumbing, table.child(ObjectKind.COLUMN, cell.column())));
            cell.inputs().forEach(i -> all.add(new Dependency(plumbing, table.child(ObjectKind.COLUMN, i.name()))));
        }));
        return new CanonicalSchema(
                HiddenColumns.without(schema), all, outputColumns, volatileDefaults, references, computed);
    }

    /** The same with other texts of the same meaning. */
    public CanonicalSchema withSchema(Schema schema) {
        return new CanonicalSchema(schema, dependencies, outputColumns, volatileDefaults, references, computed);
    }
}
