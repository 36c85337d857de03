package dev.plumb.dsl.yaml;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how a table is partitioned, and its partitions: tables of their own that the table's columns are not written in again. */
final class PartitionReader {
    private static final String DEFAULT = "default";
    private static final List<List<String>> BOUNDS =
            List.of(List.of("from", "to"), List.of("in"), List.of("modulus", "remainder"), List.of(DEFAULT));
    private static final String EXPECTED = "'from' and 'to', 'in', 'modulus' and 'remainder', or 'default: true'";

    private final ReadContext context;
    private final DirectoryPath directory;
    private final DefaultNames names;

    PartitionReader(ReadContext context, DirectoryPath directory, DefaultNames names) {
        this.context = context;
        this.directory = directory;
        this.names = names;
    }

    /** A partition and where it stands. */
    record ReadPartition(Table table, Entry entry) {}

    /** What the keys {@code partition_by} and {@code partitions} of a table add up to. */
    record Read(Optional<PartitionKey> key, List<ReadPartition> partitions) {}

    Read read(String table, YamlMap map) {
        Optional<PartitionKey> key = map.map("partition_by").flatMap(this::key);
        List<ReadPartition> partitions = new ArrayList<>();
        if (map.has("partitions") && map.map("partitions").isEmpty()) {
            context.lost();
        }
        map.map("partitions").ifPresent(section -> {
            if (!map.has("partition_by")) {
                context.problems()
                        .report(
                                map.locationOf("partitions"),
                                "only a table with 'partition_by' has 'partitions'",
                                "say what the rows are divided by: partition_by: {range: [created_at]}");
            }
            Keys.named(section).forEach(entry -> partitions.addAll(partition(table, entry)));
        });
        return new Read(key, partitions);
    }

    private Optional<PartitionKey> key(YamlMap map) {
        List<PartitionKey> keys = new ArrayList<>();
        for (PartitionStrategy strategy : PartitionStrategy.values()) {
            if (map.has(strategy.keyword())) {
                keys.add(new PartitionKey(strategy, Keys.sqlList(map, strategy.keyword())));
            }
        }
        map.rejectUnknownKeys();
        if (keys.size() != 1) {
            map.problems()
                    .report(
                            map.location(),
                            "'partition_by' must have one of the keys range, list and hash",
                            "write for example {range: [created_at]}");
            return Optional.empty();
        }
        return Optional.of(keys.get(0));
    }

    private List<ReadPartition> partition(String parent, Entry entry) {
        TableParts parts = new TableParts(context, directory, entry.key(), names);
        context.place(parts.address(), entry.location());
        if (entry.value() instanceof YamlScalar word && word.text().equals(DEFAULT)) {
            return List.of(new ReadPartition(
                    new Table(
                                    entry.key(),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    false,
                                    StorageParameters.NONE,
                                    Optional.empty(),
                                    Declaration.NONE)
                            .withPartitioning(of(parent, new PartitionBounds.Default(), Optional.empty())),
                    entry));
        }
        Optional<YamlMap> map = Keys.longForm(context, entry, "'default', or a map with " + EXPECTED);
        return map.map(m -> partition(parent, parts, entry, m)).orElse(List.of());
    }

    private List<ReadPartition> partition(String parent, TableParts parts, Entry entry, YamlMap map) {
        PartitionBounds bounds = bounds(map);
        TableReader.readConstraints(context, parts, map);
        Read own = read(entry.key(), map);
        Table table = new Table(
                        entry.key(),
                        List.of(),
                        parts.constraints(),
                        IndexReader.readAll(context, parts.address(), map),
                        map.flag("unlogged"),
                        Keys.parameters(map, "with"),
                        Keys.comment(map),
                        Keys.full(map))
                .withPartitioning(of(parent, bounds, own.key()));
        map.rejectUnknownKeys();
        return Stream.concat(Stream.of(new ReadPartition(table, entry)), own.partitions().stream())
                .toList();
    }

    private static Partitioning of(String parent, PartitionBounds bounds, Optional<PartitionKey> key) {
        return new Partitioning(key, Optional.of(new PartitionOf(parent, bounds)));
    }

    private PartitionBounds bounds(YamlMap map) {
        List<List<String>> present =
                BOUNDS.stream().filter(keys -> keys.stream().anyMatch(map::has)).toList();
        if (present.size() != 1 || !present.get(0).stream().allMatch(map::has)) {
            map.problems().report(map.location(), "a partition must have " + EXPECTED, "say which rows it holds");
        }
        PartitionBounds read = new PartitionBounds.Default();
        if (map.has(DEFAULT)) {
            if (!map.bool(DEFAULT).orElse(true)) {
                map.problems().report(map.locationOf(DEFAULT), "'default' of a partition can only be true");
            }
        }
        if (map.has("in")) {
            read = new PartitionBounds.In(Keys.sqlList(map, "in"));
        }
        if (map.has("from") || map.has("to")) {
            read = new PartitionBounds.Range(Keys.sqlList(map, "from"), Keys.sqlList(map, "to"));
        }
        if (map.has("modulus") || map.has("remainder")) {
            read = new PartitionBounds.Hash(
                    map.integer("modulus").orElse(1L), map.integer("remainder").orElse(0L));
        }
        return read;
    }
}
