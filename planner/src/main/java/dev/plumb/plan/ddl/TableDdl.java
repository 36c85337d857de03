package dev.plumb.plan.ddl;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Tables. */
public final class TableDdl {
    private final SqlText text;

    TableDdl(SqlText text) {
        this.text = text;
    }

    /** Columns and {@linkplain #isInline inline} constraints; the rest, the indexes and the comments come after. */
    public String create(DirectoryPath directory, Table table) {
        ColumnSql columns = new ColumnSql(text);
        ConstraintSql constraints = new ConstraintSql(text);
        List<String> elements = Stream.concat(
                        table.columns().stream().map(columns::definition),
                        table.constraints().stream()
                                .filter(c -> isInline(table, c))
                                .map(constraints::definition))
                .toList();
        return (table.unlogged() ? "create unlogged table " : "create table ")
                + text.name(directory, table.name())
                + (elements.isEmpty() ? " ()" : " (\n  " + String.join(",\n  ", elements) + "\n)")
                + text.with(table.storageParameters());
    }

    /**
     * Whether {@link #create} takes the constraint along: not a foreign key, whose target may not exist yet; nothing that is not
     * valid, as {@code create table} makes every constraint valid; and no second key on the same columns, which {@code create
     * table} would silently make one with the first.
     */
    public static boolean isInline(Table table, Constraint constraint) {
        if (constraint instanceof Constraint.ForeignKey || !Validity.isValidated(constraint)) {
            return false;
        }
        return !(constraint instanceof Constraint.UniqueConstraint unique)
                || (table.primaryKey()
                                .filter(k -> k.columns().equals(unique.columns()))
                                .isEmpty()
                        && table.constraints(Constraint.UniqueConstraint.class)
                                .filter(u -> u.columns().equals(unique.columns()))
                                .noneMatch(u -> u.name().compareTo(unique.name()) < 0));
    }

    public String setLogged(DirectoryPath directory, String table) {
        return alter(directory, table) + "set logged";
    }

    public String setUnlogged(DirectoryPath directory, String table) {
        return alter(directory, table) + "set unlogged";
    }

    public String setStorage(DirectoryPath directory, String table, StorageParameters parameters) {
        return alter(directory, table) + "set " + text.assignments(parameters);
    }

    public String resetStorage(DirectoryPath directory, String table, Collection<String> parameters) {
        return alter(directory, table) + "reset " + text.parameterNames(parameters);
    }

    private String alter(DirectoryPath directory, String table) {
        return "alter table " + text.name(directory, table) + " ";
    }
}
