package dev.plumb.dsl.sql;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;

/** A table as SQL names it. */
public final class TableName {
    private TableName() {}

    /**
     * @param directory what an unqualified name means
     * @param text {@code users}, {@code accounts.users}, {@code library__raw."Pages"}
     * @throws ColumnTextException when it is anything else
     */
    public static QualifiedName parse(DirectoryPath directory, String text) {
        SqlCursor cursor = new SqlCursor(text);
        QualifiedName name = cursor.qualifiedName(directory.schemaName(), "a table");
        if (!cursor.atEnd()) {
            throw cursor.unexpected("nothing after the table's name");
        }
        return name;
    }
}
