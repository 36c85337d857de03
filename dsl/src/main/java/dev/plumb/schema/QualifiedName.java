package dev.plumb.schema;

/**
 * A relation or type that another object names, resolved: the logical schema and the name in it.
 *
 * @param schema a directory's {@link DirectoryPath#schemaName()}, or a schema outside the project as PostgreSQL stores it
 * @param name as PostgreSQL stores it
 */
public record QualifiedName(String schema, String name) implements Comparable<QualifiedName> {
    @Override
    public int compareTo(QualifiedName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : name.compareTo(other.name);
    }
}
