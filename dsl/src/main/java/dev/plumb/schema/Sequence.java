package dev.plumb.schema;

import java.util.Optional;

/**
 * {@code create sequence}. Sequences behind identity columns are part of their column, not objects of their own.
 *
 * @param dataType {@code bigint} unless said otherwise
 * @param ownedBy the column it is dropped with
 */
public record Sequence(
        String name,
        String dataType,
        SequenceOptions options,
        Optional<OwnedBy> ownedBy,
        Optional<String> comment,
        Declaration declaration)
        implements Relation {

    /** A column of a table in the same directory. */
    public record OwnedBy(String table, String column) {}

    @Override
    public ObjectKind kind() {
        return ObjectKind.SEQUENCE;
    }

    @Override
    public <R> R accept(SchemaObjectVisitor<R> visitor) {
        return visitor.sequence(this);
    }

    @Override
    public Sequence withDeclaration(Declaration declaration) {
        return new Sequence(name, dataType, options, ownedBy, comment, declaration);
    }

    @Override
    public Sequence withName(String name) {
        return new Sequence(name, dataType, options, ownedBy, comment, declaration);
    }
}
