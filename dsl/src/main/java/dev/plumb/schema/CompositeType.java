package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/**
 * {@code create type … as (…)}.
 *
 * @param attributes in declared order
 */
public record CompositeType(String name, List<Attribute> attributes, Optional<String> comment, Declaration declaration)
        implements TypeDefinition {
    public CompositeType {
        attributes = List.copyOf(attributes);
    }

    /**
     * One field of a composite type.
     *
     * @param type SQL
     * @param collation SQL name, absent for the type's own
     */
    public record Attribute(String name, String type, Optional<String> collation, List<String> renamedFrom) {
        public Attribute {
            renamedFrom = List.copyOf(renamedFrom);
        }
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.COMPOSITE;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.composite(this);
    }

    @Override
    public CompositeType withDeclaration(Declaration declaration) {
        return new CompositeType(name, attributes, comment, declaration);
    }

    @Override
    public CompositeType withName(String name) {
        return new CompositeType(name, attributes, comment, declaration);
    }
}
