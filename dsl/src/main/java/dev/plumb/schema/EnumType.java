package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/**
 * {@code create type … as enum}.
 *
 * @param values labels in sort order, each once
 */
public record EnumType(String name, List<String> values, Optional<String> comment, Declaration declaration)
        implements TypeDefinition {
    public EnumType {
        values = List.copyOf(values);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.ENUM;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.enumType(this);
    }

    @Override
    public EnumType withDeclaration(Declaration declaration) {
        return new EnumType(name, values, comment, declaration);
    }

    @Override
    public EnumType withName(String name) {
        return new EnumType(name, values, comment, declaration);
    }
}
