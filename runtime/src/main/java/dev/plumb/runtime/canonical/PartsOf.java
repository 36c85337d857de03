package dev.plumb.runtime.canonical;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.CompositeType.Attribute;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An object taken apart into what can be compared on its own: records by address, without declarations, and without the order of
 * columns, which a database keeps from its history.
 */
final class PartsOf implements SchemaObjectVisitor<Map<Address, Record>> {
    private final Address address;
    private final Map<Address, Record> parts = new LinkedHashMap<>();

    private PartsOf(Address address) {
        this.address = address;
    }

    static Map<Address, Record> object(Address address, SchemaObject object) {
        return object.withDeclaration(Declaration.NONE).accept(new PartsOf(address));
    }

    /** The indexes that are left as they are when they exist. */
    static List<Address> ignoredIndexes(Address address, SchemaObject object) {
        List<Index> indexes = object instanceof Table table
                ? table.indexes()
                : object instanceof MaterializedView view ? view.indexes() : List.of();
        return indexes.stream()
                .filter(i -> i.declaration().ifExists() == IfExists.IGNORE)
                .map(i -> address.child(ObjectKind.INDEX, i.name()))
                .toList();
    }

    private Map<Address, Record> whole(Record object) {
        parts.put(address, object);
        return parts;
    }

    @Override
    public Map<Address, Record> enumType(EnumType type) {
        return whole(type);
    }

    @Override
    public Map<Address, Record> domain(DomainType domain) {
        return whole(domain);
    }

    @Override
    public Map<Address, Record> composite(CompositeType composite) {
        List<Attribute> attributes = composite.attributes().stream()
                .map(a -> new Attribute(a.name(), a.type(), a.collation(), List.of()))
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        return whole(new CompositeType(composite.name(), attributes, composite.comment(), Declaration.NONE));
    }

    @Override
    public Map<Address, Record> sequence(Sequence sequence) {
        return whole(sequence);
    }

    @Override
    public Map<Address, Record> table(Table table) {
        whole(table.withColumns(List.of()).withConstraints(List.of()).withIndexes(List.of()));
        for (Column column : table.columns()) {
            parts.put(address.child(ObjectKind.COLUMN, column.name()), column.withDeclaration(Declaration.NONE));
        }
        for (Constraint constraint : table.constraints()) {
            parts.put(address.child(constraint.kind(), constraint.name()), (Record)
                    constraint.withDeclaration(Declaration.NONE));
        }
        indexes(table.indexes());
        return parts;
    }

    @Override
    public Map<Address, Record> view(View view) {
        return whole(view);
    }

    @Override
    public Map<Address, Record> materializedView(MaterializedView view) {
        whole((Record) view.withIndexes(List.of()));
        indexes(view.indexes());
        return parts;
    }

    /** Validity is a fact about a build, which a copy does not go through. */
    private void indexes(List<Index> indexes) {
        for (Index index : indexes) {
            parts.put(
                    address.child(ObjectKind.INDEX, index.name()),
                    index.withDeclaration(Declaration.NONE).withValid(true));
        }
    }
}
