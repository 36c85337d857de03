package dev.plumb.plan.rename;

import dev.plumb.schema.CompositeType;
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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parts of an object that can be renamed, by kind and name, with their hints. Attributes of composite types are columns
 * here.
 */
record HintedParts(Map<ObjectKind, Map<String, List<String>>> byKind) {
    static HintedParts of(SchemaObject object) {
        return object.accept(new Finder());
    }

    Map<String, List<String>> ofKind(ObjectKind kind) {
        return byKind.getOrDefault(kind, Map.of());
    }

    private static final class Finder implements SchemaObjectVisitor<HintedParts> {
        private final Map<ObjectKind, Map<String, List<String>>> parts = new EnumMap<>(ObjectKind.class);

        @Override
        public HintedParts table(Table table) {
            table.columns()
                    .forEach(c ->
                            add(ObjectKind.COLUMN, c.name(), c.declaration().renamedFrom()));
            table.constraints()
                    .forEach(c -> add(c.kind(), c.name(), c.declaration().renamedFrom()));
            return indexes(table.indexes());
        }

        @Override
        public HintedParts materializedView(MaterializedView view) {
            return indexes(view.indexes());
        }

        @Override
        public HintedParts composite(CompositeType composite) {
            composite.attributes().forEach(a -> add(ObjectKind.COLUMN, a.name(), a.renamedFrom()));
            return new HintedParts(parts);
        }

        @Override
        public HintedParts enumType(EnumType type) {
            return new HintedParts(parts);
        }

        @Override
        public HintedParts domain(DomainType domain) {
            return new HintedParts(parts);
        }

        @Override
        public HintedParts sequence(Sequence sequence) {
            return new HintedParts(parts);
        }

        @Override
        public HintedParts view(View view) {
            return new HintedParts(parts);
        }

        private HintedParts indexes(List<Index> indexes) {
            indexes.forEach(i -> add(ObjectKind.INDEX, i.name(), i.declaration().renamedFrom()));
            return new HintedParts(parts);
        }

        private void add(ObjectKind kind, String name, List<String> hints) {
            parts.computeIfAbsent(kind, k -> new TreeMap<>()).put(name, hints);
        }
    }
}
