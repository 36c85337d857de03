package dev.plumb.schema;

/**
 * One method for each kind of bounds.
 *
 * @param <R> the result
 */
public interface PartitionBoundsVisitor<R> {
    R range(PartitionBounds.Range range);

    R in(PartitionBounds.In in);

    R hash(PartitionBounds.Hash hash);

    R defaultRows(PartitionBounds.Default rest);
}
