package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Column;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Directory;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Set;

/** The YAML of a table. */
final class TableWriter {
    private final Directory directory;
    private final Set<String> singleNames;
    private final Table table;
    private final ConstraintWriter constraintWriter;

    /** @param singleNames the names that only one thing in the directory has */
    TableWriter(Directory directory, Table table, Set<String> singleNames) {
        this.directory = directory;
        this.singleNames = singleNames;
        this.table = table;
        String keyName = new DefaultNames().primaryKey(table.name());
        boolean unique = singleNames.contains(keyName);
        this.constraintWriter = new ConstraintWriter(directory.path(), name -> unique && name.equals(keyName));
    }

    YamlOut write() {
        OutMap out = new OutMap();
        table.partitioning().of().ifPresent(of -> of.bounds().accept(new BoundsWriter(out)));
        out.text("comment", table.comment()).declaration(table.declaration()).flag("unlogged", table.unlogged());
        if (!table.isPartition()) {
            out.put("columns", columns().toYaml(false));
        }
        table.primaryKey().ifPresent(key -> out.put("primary_key", key.accept(constraintWriter)));
        sections(out);
        return table.isPartition() && !table.isPartitioned() ? BoundsWriter.shortOrLong(out) : out.toYaml(false);
    }

    private void sections(OutMap out) {
        out.section("unique", constraints(Constraint.UniqueConstraint.class), false)
                .section("checks", constraints(Constraint.CheckConstraint.class), false)
                .section("foreign_keys", constraints(Constraint.ForeignKey.class), false)
                .section("exclusions", constraints(Constraint.ExclusionConstraint.class), false)
                .section("computed", computed(), false)
                .section("indexes", indexes(), false)
                .parameters("with", table.storageParameters());
        table.partitioning()
                .key()
                .ifPresent(key -> out.section(
                        "partition_by",
                        new OutMap().put(key.strategy().keyword(), OutMap.texts(key.elements(), true)),
                        true));
        OutMap partitions = new OutMap();
        directory
                .partitions(table.name())
                .forEach(p -> partitions.named(p.name(), new TableWriter(directory, p, singleNames).write()));
        out.section("partitions", partitions, false);
    }

    private OutMap columns() {
        List<String> key =
                table.primaryKey().map(Constraint.PrimaryKey::columns).orElse(List.of());
        OutMap columns = new OutMap();
        for (Column column : table.columns()) {
            ColumnWriter writer = new ColumnWriter(directory.path(), table.name(), column, key.contains(column.name()));
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
