package dev.plumb.schema;

/**
 * Whose rows a partition holds, and which of them.
 *
 * @param parent a partitioned table of the same directory
 * @param detaching true for what an interrupted {@code detach partition concurrently} left behind; always false in a spec
 */
public record PartitionOf(String parent, PartitionBounds bounds, boolean detaching) {
    public PartitionOf(String parent, PartitionBounds bounds) {
        this(parent, bounds, false);
    }

    public PartitionOf withBounds(PartitionBounds bounds) {
        return new PartitionOf(parent, bounds, detaching);
    }
}
