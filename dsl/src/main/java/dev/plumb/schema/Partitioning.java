package dev.plumb.schema;

import java.util.Optional;

/**
 * A table's part in partitioning. A partition that is itself partitioned has both.
 *
 * @param key present for a partitioned table
 * @param of present for a partition, whose columns are its parent's and therefore not its own
 */
public record Partitioning(Optional<PartitionKey> key, Optional<PartitionOf> of) {
    public static final Partitioning NONE = new Partitioning(Optional.empty(), Optional.empty());

    public static Partitioning by(PartitionKey key) {
        return new Partitioning(Optional.of(key), Optional.empty());
    }

    public boolean isPartitioned() {
        return key.isPresent();
    }

    public boolean isPartition() {
        return of.isPresent();
    }
}
