package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an object consists of that has an address of its own.
 *
 * @param columns of tables, in declared order
 * @param indexes of tables and materialized views
 */
public record Parts(Map<Address, Column> columns, Map<Address, Constraint> constraints, Map<Address, Index> indexes) {
    private static final Parts NONE = new Parts(Map.of(), Map.of(), Map.of());

    public static Parts of(Address address, SchemaObject object) {
        return object.accept(new Finder(address));
    }

    public List<Address> addresses() {
        TreeMap<Address, Object> all = new TreeMap<>(columns);
        all.putAll(constraints);
        all.putAll(indexes);
        return List.copyOf(all.keySet());
    }

    private record Finder(Address address) implements SchemaObjectVisitor<Parts> {
        @Override
        public Parts enumType(EnumType type) {
            return NONE;
        }

        @Override
        public Parts domain(DomainType domain) {
            return NONE;
        }

        @Override
        public Parts composite(CompositeType composite) {
            return NONE;
        }

        @Override
        public Parts sequence(Sequence sequence) {
            return NONE;
        }

        @Override
        public Parts table(Table table) {
            Map<Address, Column> columns = new LinkedHashMap<>();
            table.columns().forEach(c -> columns.put(address.child(ObjectKind.COLUMN, c.name()), c));
            Map<Address, Constraint> constraints = new TreeMap<>();
            table.constraints().forEach(c -> constraints.put(address.child(c.kind(), c.name()), c));
            return new Parts(columns, constraints, indexes(table.indexes()));
        }

        @Override
        public Parts view(View view) {
            return NONE;
        }

        @Override
        public Parts materializedView(MaterializedView view) {
            return new Parts(Map.of(), Map.of(), indexes(view.indexes()));
        }

        private Map<Address, Index> indexes(List<Index> list) {
            Map<Address, Index> indexes = new TreeMap<>();
            list.forEach(i -> indexes.put(address.child(ObjectKind.INDEX, i.name()), i));
            return indexes;
        }
    }
}
