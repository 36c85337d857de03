package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Set;

/** The YAML of a table. */
final class TableWriter {
    private final DirectoryPath directory;
    private final Table table;
    private final ConstraintWriter constraintWriter;

    /** @param singleNames the names that only one thing in the directory has */
    TableWriter(DirectoryPath directory, Table table, Set<String> singleNames) {
        this.directory = directory;
        this.table = table;
        String keyName = new DefaultNames().primaryKey(table.name());
        boolean unique = singleNames.contains(keyName);
        this.constraintWriter = new ConstraintWriter(directory, name -> unique && name.equals(keyName));
    }

    YamlOut write() {
        OutMap out = new OutMap()
                .text("comment", table.comment())
                .declaration(table.declaration())
                .flag("unlogged", table.unlogged())
                .put("columns", columns().toYaml(false));
        table.primaryKey().ifPresent(key -> out.put("primary_key", key.accept(constraintWriter)));
        return out.section("unique", constraints(Constraint.UniqueConstraint.class), false)
                .section("checks", constraints(Constraint.CheckConstraint.class), false)
                .section("foreign_keys", constraints(Constraint.ForeignKey.class), false)
                .section("exclusions", constraints(Constraint.ExclusionConstraint.class), false)
                .section("computed", computed(), false)
                .section("indexes", indexes(), false)
                .parameters("with", table.storageParameters())
                .toYaml(false);
    }

    private OutMap columns() {
        List<String> key =
                table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        OutMap columns = new OutMap();
        for (Column column : table.columns()) {
            ColumnWriter writer = new ColumnWriter(directory, table.name(), column, key.contains(column.name()));
            columns.named(column.name(), writer.write());
        }
        return columns;
    }

    private OutMap computed() {
        OutMap out = new OutMap();
        table.computed().forEach(c -> out.named(c.name(), ComputedWriter.column(c)));
        return out;
    }

    private OutMap indexes() {
        OutMap out = ObjectWriter.indexes(table.indexes());
        table.embeddings().forEach(e -> out.named(e.name(), ComputedWriter.embedding(e)));
        return out;
    }

    private OutMap constraints(Class<? extends Constraint> type) {
        OutMap out = new OutMap();
        table.constraints(type).forEach(c -> out.named(c.name(), c.accept(constraintWriter)));
        return out;
    }
}
