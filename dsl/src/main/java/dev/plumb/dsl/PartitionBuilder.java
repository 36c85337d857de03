package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.PartitionBounds;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A partition: which rows of the partitioned table it holds, and what it has beside that table's columns, keys and indexes. */
public final class PartitionBuilder extends TableLike<PartitionBuilder> {
    private PartitionBounds bounds = new PartitionBounds.Default();

    PartitionBuilder(Recording recording, DirectoryPath directory, String name) {
        super(recording, directory, name);
    }

    /** The first half of a range, followed by {@link RangeEnd#to}. */
    public final class RangeEnd {
        private final List<String> from;

        private RangeEnd(List<String> from) {
            this.from = from;
        }

        /** @param values SQL of a value for each element of the key, {@code maxvalue} for no end */
        public PartitionBuilder to(String... values) {
            bounds = new PartitionBounds.Range(from, List.of(values));
            return PartitionBuilder.this;
        }
    }

    /** @param values SQL of a value for each element of the key, {@code minvalue} for no beginning */
    public RangeEnd from(String... values) {
        return new RangeEnd(List.of(values));
    }

    /** @param values SQL of the values */
    public PartitionBuilder in(String... values) {
        bounds = new PartitionBounds.In(List.of(values));
        return this;
    }

    public PartitionBuilder hash(long modulus, long remainder) {
        bounds = new PartitionBounds.Hash(modulus, remainder);
        return this;
    }

    /** Rows that no other partition holds; so without any bounds. */
    public PartitionBuilder asDefault() {
        bounds = new PartitionBounds.Default();
        return this;
    }

    @Override
    PartitionBuilder self() {
        return this;
    }

    /** The partition, before those that it is divided into. */
    List<SchemaObject> build(String parent, DefaultNames names) {
        List<SchemaObject> built = new ArrayList<>();
        built.add(new Table(
                        name(),
                        List.of(),
                        builtConstraints(names),
                        builtIndexes(names),
                        isUnlogged(),
                        builtStorageParameters(),
                        comment(),
                        declaration())
                .withPartitioning(new Partitioning(partitionKey(), Optional.of(new PartitionOf(parent, bounds)))));
        built.addAll(builtPartitions(names));
        return built;
    }
}
