package dev.plumb.dsl;

/** Named in {@code META-INF/services} of the tests. */
public final class FoundOnTheClassPath implements SchemaDefinition {
    @Override
    public void define(SchemaBuilder schema) {
        schema.directory("found").sequence("s");
    }
}
