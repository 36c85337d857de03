package dev.plumb.schema;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Which rows a partition holds. */
public sealed interface PartitionBounds {
    /** The end of {@code attach partition}: {@code for values in ('eu')}. */
    String sql();

    /** SQL of every value, in order. */
    default List<String> values() {
        return List.of();
    }

    /** The same with every value's SQL replaced. */
    default PartitionBounds map(UnaryOperator<String> change) {
        return this;
    }

    <R> R accept(PartitionBoundsVisitor<R> visitor);

    /** True for the bounds that a table partitioned like this can have. */
    boolean suits(PartitionStrategy strategy);

    /**
     * From one key, which is in it, to another, which is not.
     *
     * @param from SQL of a value for each element of the key, or {@code minvalue}
     * @param to SQL of a value for each element of the key, or {@code maxvalue}
     */
    record Range(List<String> from, List<String> to) implements PartitionBounds {
        public Range {
            from = List.copyOf(from);
            to = List.copyOf(to);
        }

        @Override
        public String sql() {
            return "for values from (" + String.join(", ", from) + ") to (" + String.join(", ", to) + ")";
        }

        @Override
        public List<String> values() {
            return Stream.concat(from.stream(), to.stream()).toList();
        }

        @Override
        public PartitionBounds map(UnaryOperator<String> change) {
            return new Range(
                    from.stream().map(change).toList(), to.stream().map(change).toList());
        }

        @Override
        public <R> R accept(PartitionBoundsVisitor<R> visitor) {
            return visitor.range(this);
        }

        @Override
        public boolean suits(PartitionStrategy strategy) {
            return strategy == PartitionStrategy.RANGE;
        }
    }

    /** Rows whose key is one of these. */
    record In(List<String> values) implements PartitionBounds {
        public In {
            values = List.copyOf(values);
        }

        @Override
        public String sql() {
            return "for values in (" + String.join(", ", values) + ")";
        }

        @Override
        public PartitionBounds map(UnaryOperator<String> change) {
            return new In(values.stream().map(change).toList());
        }

        @Override
        public <R> R accept(PartitionBoundsVisitor<R> visitor) {
            return visitor.in(this);
        }

        @Override
        public boolean suits(PartitionStrategy strategy) {
            return strategy == PartitionStrategy.LIST;
        }
    }

    /** Rows whose key's hash has this remainder. */
    record Hash(long modulus, long remainder) implements PartitionBounds {
        @Override
        public String sql() {
            return "for values with (modulus " + modulus + ", remainder " + remainder + ")";
        }

        @Override
        public <R> R accept(PartitionBoundsVisitor<R> visitor) {
            return visitor.hash(this);
        }

        @Override
        public boolean suits(PartitionStrategy strategy) {
            return strategy == PartitionStrategy.HASH;
        }
    }

    /** Rows that no other partition holds. */
    record Default() implements PartitionBounds {
        @Override
        public String sql() {
            return "default";
        }

        @Override
        public <R> R accept(PartitionBoundsVisitor<R> visitor) {
            return visitor.defaultRows(this);
        }

        @Override
        public boolean suits(PartitionStrategy strategy) {
            return strategy != PartitionStrategy.HASH;
        }
    }
}
