package dev.plumb.schema;

import java.util.Optional;

/** Something that lives directly in a directory. Relations share one name space and types another, as in PostgreSQL. */
public sealed interface SchemaObject permits Relation, TypeDefinition {
    String name();

    Optional<String> comment();

    Declaration declaration();

    ObjectKind kind();

    SchemaObject withDeclaration(Declaration declaration);

    SchemaObject withName(String name);

    <R> R accept(SchemaObjectVisitor<R> visitor);

    default Address address(DirectoryPath directory) {
        return Address.of(kind(), directory, name());
    }
}
