package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.dsl.yaml.PartitionReader.ReadPartition;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import java.util.List;
import java.util.Optional;

/** Reads a table. */
final class TableReader {
    /**
     * A table with what its columns bring along.
     *
     * @param sequences of {@code serial} columns
     * @param partitions of any depth
     */
    record ReadTable(Table table, List<Sequence> sequences, List<ReadPartition> partitions) {}

    private final ReadContext context;
    private final Entry entry;
    private final TableParts parts;
    private final PartitionReader partitions;

    TableReader(ReadContext context, DirectoryPath directory, Entry entry, DefaultNames names) {
        this.context = context;
        this.entry = entry;
        this.parts = new TableParts(context, directory, entry.key(), names);
        this.partitions = new PartitionReader(context, directory, names);
    }

    Optional<ReadTable> read() {
        context.place(parts.address(), entry.location());
        return Keys.longForm(context, entry, "a map with the key 'columns'").map(this::read);
    }

    private ReadTable read(YamlMap map) {
        readColumns(map);
        readConstraints(context, parts, map);
        PartitionReader.Read partitioned = partitions.read(entry.key(), map);
        List<ComputedColumn> computed = new ComputedReader(context, parts.address()).readAll(map);
        List<Index> indexes = IndexReader.readAll(context, parts.address(), map);
        Table table = new Table(
                entry.key(),
                parts.columns(),
                computed,
                parts.constraints(),
                indexes,
                new EmbeddingReader(context, parts.address()).readAll(map),
                map.flag("unlogged"),
                Keys.parameters(map, "with"),
                new Partitioning(partitioned.key(), Optional.empty()),
                Keys.comment(map),
                Keys.full(map));
        map.rejectUnknownKeys();
        return new ReadTable(table, parts.sequences(), partitioned.partitions());
    }

    private void readColumns(YamlMap map) {
        ColumnReader reader = new ColumnReader(context, parts);
        if (!map.require("columns")) {
            context.lost();
        }
        map.map("columns").ifPresent(columns -> columns.entries().stream()
                .filter(e -> isNamed(columns, e))
                .forEach(reader::read));
    }

    private boolean isNamed(YamlMap columns, Entry column) {
        boolean named = Keys.isNamed(columns, column);
        if (!named) {
            context.lost();
        }
        return named;
    }

    /** The sections that a table and a partition can both have. */
    static void readConstraints(ReadContext context, TableParts parts, YamlMap map) {
        map.node("primary_key")
                .ifPresent(n -> new KeyReader(context, parts).primaryKey(n, map.locationOf("primary_key")));
        map.node("unique").ifPresent(n -> new KeyReader(context, parts).uniques(n));
        map.map("checks").ifPresent(m -> new CheckReader(context, parts).checks(m));
        map.node("foreign_keys").ifPresent(n -> new ForeignKeyReader(context, parts).foreignKeys(n));
        map.map("exclusions").ifPresent(m -> new ExclusionReader(context, parts).exclusions(m));
    }
}
