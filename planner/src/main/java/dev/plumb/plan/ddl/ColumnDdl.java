package dev.plumb.plan.ddl;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Columns of tables. */
public final class ColumnDdl {
    private final SqlText text;

    ColumnDdl(SqlText text) {
        this.text = text;
    }

    public String add(DirectoryPath directory, String table, Column column) {
        return "alter table " + text.name(directory, table) + " add column " + new ColumnSql(text).definition(column);
    }

    /**
     * Type and collation as the record says.
     *
     * @param using SQL (logical) that computes the new value; absent for the assignment cast
     */
    public String setType(DirectoryPath directory, String table, Column column, Optional<String> using) {
        return alter(directory, table, column.name()) + "type " + text.type(column.type(), column.collation())
                + using.map(u -> " using " + text.fragment(u)).orElse("");
    }

    public String setNotNull(DirectoryPath directory, String table, String column) {
        return alter(directory, table, column) + "set not null";
    }

    public String dropNotNull(DirectoryPath directory, String table, String column) {
        return alter(directory, table, column) + "drop not null";
    }

    public String setDefault(DirectoryPath directory, String table, String column, String expression) {
        return alter(directory, table, column) + "set default " + text.fragment(expression);
    }

    public String dropDefault(DirectoryPath directory, String table, String column) {
        return alter(directory, table, column) + "drop default";
    }

    /** The column must be not null and without a default. */
    public String addIdentity(DirectoryPath directory, String table, String column, ColumnValue.Identity identity) {
        return alter(directory, table, column) + "add" + new ColumnSql(text).identity(identity);
    }

    public String dropIdentity(DirectoryPath directory, String table, String column) {
        return alter(directory, table, column) + "drop identity";
    }

    /**
     * Kind and options of an identity, in one statement.
     *
     * @throws IllegalArgumentException when neither differs
     */
    public String alterIdentity(
            DirectoryPath directory, String table, String column, ColumnValue.Identity from, ColumnValue.Identity to) {
        List<String> parts = new ArrayList<>();
        if (from.always() != to.always()) {
            parts.add(ColumnSql.generated(to));
        }
        parts.addAll(SequenceOptionsSql.changes(from.options(), to.options()));
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("nothing differs in the identity of " + table + "." + column);
        }
        return alter(directory, table, column)
                + parts.stream().map(p -> "set " + p).collect(Collectors.joining(" "));
    }

    /** Gives a generated column another expression; PostgreSQL 17 and later. */
    public String setExpression(DirectoryPath directory, String table, String column, String expression) {
        return alter(directory, table, column) + "set expression as (" + text.fragment(expression) + ")";
    }

    /** Turns a stored generated column into a plain one that keeps its values. */
    public String dropExpression(DirectoryPath directory, String table, String column) {
        return alter(directory, table, column) + "drop expression";
    }

    private String alter(DirectoryPath directory, String table, String column) {
        return "alter table " + text.name(directory, table) + " alter column " + SqlNames.quote(column) + " ";
    }
}
