package dev.plumb.dsl.sql;

import dev.plumb.schema.DirectoryPath;
import java.util.ArrayList;
import java.util.List;

/** Where each part of the short form of a column stands in its text. */
public final class ColumnClauses {
    private ColumnClauses() {}

    /**
     * A part.
     *
     * @param word that it begins with: {@code not}, {@code null}, {@code default}, {@code collate}, {@code generated}, {@code
     *     unique}, {@code primary}, {@code references}, {@code check}, {@code constraint}; {@code type} for the type
     * @param start of its first character, {@code end} behind its last one
     */
    public record Clause(String word, int start, int end) {
        /** Whether it is a constraint: these are in the order of {@link ParsedColumn#constraints()}. */
        public boolean isConstraint() {
            return List.of("unique", "primary", "references", "check", "constraint")
                    .contains(word);
        }
    }

    /**
     * The type first, then what follows it, in order.
     *
     * @throws ColumnTextException when it is not the short form of a column
     */
    public static List<Clause> of(DirectoryPath directory, String table, String column, String text) {
        SqlCursor cursor = new SqlCursor(text);
        List<Clause> clauses = new ArrayList<>();
        TypeText.read(cursor);
        clauses.add(cursor.clause("type", 0));
        ColumnTail tail =
                new ColumnTail(cursor, new ColumnConstraints(cursor, directory, table, column, new DefaultNames()));
        while (!cursor.atEnd()) {
            String word = cursor.word();
            int from = cursor.position();
            tail.element();
            clauses.add(cursor.clause(word, from));
        }
        return clauses;
    }
}
