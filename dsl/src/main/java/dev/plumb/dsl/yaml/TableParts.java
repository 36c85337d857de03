package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Sequence;
import dev.plumb.source.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the sections of one table add up to; a column may bring constraints and a sequence with it. */
final class TableParts {
    private final ReadContext context;
    private final DirectoryPath directory;
    private final String table;
    private final DefaultNames defaultNames;
    private final List<Column> columns = new ArrayList<>();
    private final List<Constraint> constraints = new ArrayList<>();
    private final List<Sequence> sequences = new ArrayList<>();
    private final Map<String, SourceLocation> declaredNullable = new HashMap<>();

    TableParts(ReadContext context, DirectoryPath directory, String table, DefaultNames defaultNames) {
        this.context = context;
        this.directory = directory;
        this.table = table;
        this.defaultNames = defaultNames;
    }

    DirectoryPath directory() {
        return directory;
    }

    String table() {
        return table;
    }

    /** Chooses names for the constraints that have none. */
    DefaultNames defaultNames() {
        return defaultNames;
    }

    Address address() {
        return Address.of(ObjectKind.TABLE, directory, table);
    }

    void add(Column column, SourceLocation location) {
        context.place(address().child(ObjectKind.COLUMN, column.name()), location);
        columns.add(column);
    }

    /** Takes a constraint; a second primary key is a problem. */
    void add(Constraint constraint, SourceLocation location) {
        boolean second = constraint.kind() == ObjectKind.PRIMARY_KEY
                && constraints.stream().anyMatch(c -> c.kind() == ObjectKind.PRIMARY_KEY);
        if (second) {
            context.problems()
                    .report(location, "the table '" + table + "' has its primary key here for the second time");
            return;
        }
        context.place(address().child(constraint.kind(), constraint.name()), location);
        constraints.add(constraint);
    }

    void add(Sequence sequence, SourceLocation location) {
        context.place(Address.of(ObjectKind.SEQUENCE, directory, sequence.name()), location);
        sequences.add(sequence);
    }

    /** Remembers that somebody asked for nulls, where a primary key or identity may forbid them. */
    void nullable(String column, SourceLocation location) {
        declaredNullable.put(column, location);
    }

    List<Constraint> constraints() {
        return constraints;
    }

    List<Sequence> sequences() {
        return sequences;
    }

    /** The columns, not null where the primary key or identity makes them so, as PostgreSQL does. */
    List<Column> columns() {
        Set<String> notNull = new HashSet<>();
        for (Constraint constraint : constraints) {
            if (constraint instanceof Constraint.PrimaryKey key) {
                notNull.addAll(key.columns());
            }
        }
        columns.stream()
                .filter(c -> c.value() instanceof ColumnValue.Identity)
                .map(Column::name)
                .forEach(notNull::add);
        declaredNullable.forEach((column, location) -> {
            if (notNull.contains(column)) {
                context.problems()
                        .report(
                                location,
                                "the column '" + column
                                        + "' cannot be nullable: its primary key or identity forbids nulls");
            }
        });
        return columns.stream()
                .map(c -> notNull.contains(c.name()) ? c.withNotNull(true) : c)
                .toList();
    }
}
