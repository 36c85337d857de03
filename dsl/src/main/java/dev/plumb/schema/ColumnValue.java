package dev.plumb.schema;

/** Where the value of a column comes from when a client does not give one. */
public sealed interface ColumnValue {
    /** From nowhere: null. */
    ColumnValue NONE = new None();

    <R> R accept(ColumnValueVisitor<R> visitor);

    /** No default. */
    record None() implements ColumnValue {
        @Override
        public <R> R accept(ColumnValueVisitor<R> visitor) {
            return visitor.none();
        }
    }

    /**
     * A default.
     *
     * @param expression SQL
     */
    record Default(String expression) implements ColumnValue {
        @Override
        public <R> R accept(ColumnValueVisitor<R> visitor) {
            return visitor.defaultValue(this);
        }
    }

    /**
     * {@code generated … as identity}.
     *
     * @param always true for {@code always}, false for {@code by default}
     */
    record Identity(boolean always, SequenceOptions options) implements ColumnValue {
        @Override
        public <R> R accept(ColumnValueVisitor<R> visitor) {
            return visitor.identity(this);
        }
    }

    /**
     * {@code generated always as (…)}.
     *
     * @param expression SQL
     * @param stored false for a virtual column, which needs PostgreSQL 18
     */
    record Generated(String expression, boolean stored) implements ColumnValue {
        @Override
        public <R> R accept(ColumnValueVisitor<R> visitor) {
            return visitor.generated(this);
        }
    }
}
