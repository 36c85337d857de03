package dev.plumb.schema;

/** A type that users define. */
public sealed interface TypeDefinition extends SchemaObject permits EnumType, DomainType, CompositeType {}
