package dev.plumb.dsl;

/**
 * A schema, or a part of one, declared in Java.
 *
 * <pre>{@code
 * public final class Library implements SchemaDefinition {
 *     public void define(SchemaBuilder schema) {
 *         DirectoryBuilder library = schema.directory("library");
 *         library.enumType("status", "draft", "published");
 *         library.table("documents", t -> t
 *                 .column("id", c -> c.type("bigint").identityAlways())
 *                 .column("title", "text not null")
 *                 .primaryKey("id")
 *                 .index("documents_title_idx", "lower(title)"));
 *     }
 * }
 * }</pre>
 *
 * <p>Plumb finds it as {@code schema/*.java} of a project or through {@link java.util.ServiceLoader}, and needs a constructor
 * without parameters. It must declare the same whenever it is asked: no clock, no environment, no chance.
 */
@FunctionalInterface
public interface SchemaDefinition {
    void define(SchemaBuilder schema);
}
