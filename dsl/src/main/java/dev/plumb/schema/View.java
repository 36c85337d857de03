package dev.plumb.schema;

import java.util.List;
import java.util.Optional;

/**
 * A view.
 *
 * @param columns output names; empty when the query's own names stand, as always in canonical form
 * @param query SQL without a closing semicolon
 * @param options {@code security_barrier}, {@code security_invoker}, {@code check_option}
 */
public record View(
        String name,
        List<String> columns,
        String query,
        StorageParameters options,
        Optional<String> comment,
        Declaration declaration)
        implements Relation {
    public View {
        columns = List.copyOf(columns);
    }

    @Override
    public ObjectKind kind() {
        return ObjectKind.VIEW;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.view(this);
    }

    @Override
    public View withDeclaration(Declaration declaration) {
        return new View(name, columns, query, options, comment, declaration);
    }

    @Override
    public View withName(String name) {
        return new View(name, columns, query, options, comment, declaration);
    }
}
