package dev.plumb.dsl.yaml;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlNames;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands after {@code references}: {@code users}, {@code accounts.users(id)}.
 *
 * @param columns empty for the primary key
 */
record ReferencedTable(QualifiedName name, List<String> columns) {
    ReferencedTable {
        columns = List.copyOf(columns);
    }

    /** Reads the SQL; a table without a directory is one of {@code own}. Empty when it is anything else. */
    static Optional<ReferencedTable> parse(DirectoryPath own, String text) {
        List<SqlToken> tokens = SqlLexer.significant(text);
        int open = 0;
        while (open < tokens.size() && !tokens.get(open).isSymbol("(")) {
            open++;
        }
        List<String> path = SqlPath.parse(tokens.subList(0, open));
        Optional<List<String>> columns = columns(tokens.subList(open, tokens.size()));
        if (path.isEmpty() || path.size() > 2 || columns.isEmpty()) {
            return Optional.empty();
        }
        QualifiedName name = path.size() == 2
                ? new QualifiedName(path.get(0), path.get(1))
                : new QualifiedName(own.schemaName(), path.get(0));
        return Optional.of(new ReferencedTable(name, columns.get()));
    }

    /** The SQL that {@link #parse} reads back. */
    String toSql(DirectoryPath own) {
        String table = name.schema().equals(own.schemaName())
                ? SqlNames.quote(name.name())
                : SqlNames.qualified(name.schema(), name.name());
        return columns.isEmpty() ? table : table + "(" + SqlNames.list(columns) + ")";
    }

    /** No tokens, or names between parentheses. */
    private static Optional<List<String>> columns(List<SqlToken> tokens) {
        List<String> columns = new ArrayList<>();
        if (tokens.isEmpty()) {
            return Optional.of(columns);
        }
        for (int i = 1; i < tokens.size(); i += 2) {
            boolean last = i + 2 == tokens.size();
            if (i + 1 == tokens.size()
                    || !tokens.get(i).isName()
                    || !tokens.get(i + 1).isSymbol(last ? ")" : ",")) {
                return Optional.empty();
            }
            columns.add(tokens.get(i).name());
        }
        return columns.isEmpty() ? Optional.empty() : Optional.of(columns);
    }
}
