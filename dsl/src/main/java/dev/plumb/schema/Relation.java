package dev.plumb.schema;

/** What PostgreSQL keeps in {@code pg_class} and the model covers, indexes aside. */
public sealed interface Relation extends SchemaObject permits Table, View, MaterializedView, Sequence {}
