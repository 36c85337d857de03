/**
 * The Java DSL: a schema declared in Java builds the same records as one declared in YAML. A {@link dev.plumb.dsl.SchemaDefinition}
 * is found on the class path or compiled from a project's sources; every call remembers the line it came from. Nothing here
 * reads files or talks to a database.
 */
@NullMarked
package dev.plumb.dsl;

import org.jspecify.annotations.NullMarked;
