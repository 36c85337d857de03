package dev.plumb.dsl.sql;

import dev.plumb.schema.DirectoryPath;

/**
 * The short form of a column: the SQL that a person writes after its name.
 *
 * <pre>{@code text not null default 'x' collate "C" unique references accounts.users(id) on delete cascade check (length(a) > 1)}</pre>
 *
 * <p>The type and every expression stay as written. Constraints without {@code constraint name} get the name that PostgreSQL
 * would choose; {@code serial} and its kin become an integer column, its default and a sequence that the column owns. What the
 * model does not hold ({@code compression}, {@code no inherit} on {@code not null}, a named {@code not null}) is refused.
 */
public final class ColumnText {
    private ColumnText() {}

    /**
     * @param directory where the table lives and which an unqualified table after {@code references} means
     * @throws ColumnTextException with the offset in {@code text} of the first thing that is wrong
     */
    public static ParsedColumn parse(DirectoryPath directory, String table, String column, String text) {
        return parse(directory, table, column, text, new DefaultNames());
    }

    /** @param names chooses names for what has none; shared by everything in the directory */
    public static ParsedColumn parse(
            DirectoryPath directory, String table, String column, String text, DefaultNames names) {
        SqlCursor cursor = new SqlCursor(text);
        String type = TypeText.read(cursor);
        ColumnTail tail = new ColumnTail(cursor, new ColumnConstraints(cursor, directory, table, column, names));
        tail.read();
        return SerialTypes.of(type)
                .map(integer -> tail.serial(integer, directory, table, column, names))
                .orElseGet(() -> tail.column(column, type));
    }
}
