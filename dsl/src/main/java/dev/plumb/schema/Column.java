package dev.plumb.schema;

import java.util.Optional;

/**
 * A column of a table.
 *
 * @param type SQL, {@code numeric(10,2)}, {@code library.status[]}
 * @param collation SQL name, absent for the type's own
 */
public record Column(
        String name,
        String type,
        boolean notNull,
        Optional<String> collation,
        ColumnValue value,
        Optional<String> comment,
        Declaration declaration) {

    public Column withName(String name) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withType(String type) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withNotNull(boolean notNull) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withCollation(Optional<String> collation) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withValue(ColumnValue value) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withComment(Optional<String> comment) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }

    public Column withDeclaration(Declaration declaration) {
        return new Column(name, type, notNull, collation, value, comment, declaration);
    }
}
