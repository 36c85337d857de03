package dev.plumb.testing.schema;

import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.PartitionStrategy;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Random partitions of tables, and partitions of those. */
final class PartitionGenerator {
    private final Chance chance;
    private final HostileTexts texts;
    private final Set<String> relations;
    private final TableGenerator tables;

    PartitionGenerator(Chance chance, HostileTexts texts, Set<String> relations, TableGenerator tables) {
        this.chance = chance;
        this.texts = texts;
        this.relations = relations;
        this.tables = tables;
    }

    /** The table, now partitioned, and its partitions. */
    List<Table> divided(Table table, int depth) {
        PartitionKey key = new PartitionKey(
                chance.of(List.of(PartitionStrategy.values())), chance.several(1, 2, texts::expression));
        List<Table> all = new ArrayList<>();
        all.add(table.withPartitioning(
                new Partitioning(Optional.of(key), table.partitioning().of())));
        chance.several(0, 3, () -> partition(table.name())).forEach(p -> {
            if (depth > 0 && chance.oneIn(4)) {
                all.addAll(divided(p, depth - 1));
            } else {
                all.add(p);
            }
        });
        return all;
    }

    private Table partition(String parent) {
        Table partition = tables.partition(texts.name(relations));
        return partition.withPartitioning(
                new Partitioning(Optional.empty(), Optional.of(new PartitionOf(parent, bounds()))));
    }

    private PartitionBounds bounds() {
        return switch (chance.below(4)) {
            case 0 -> new PartitionBounds.Range(values(), values());
            case 1 -> new PartitionBounds.In(values());
            case 2 -> new PartitionBounds.Hash(1L + chance.below(8), chance.below(8));
            default -> new PartitionBounds.Default();
        };
    }

    private List<String> values() {
        return chance.several(1, 3, () -> chance.oneIn(4) ? "minvalue" : texts.expression());
    }
}
