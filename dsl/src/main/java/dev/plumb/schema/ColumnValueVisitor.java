package dev.plumb.schema;

/**
 * One method for each kind of column value, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface ColumnValueVisitor<R> {
    R none();

    R defaultValue(ColumnValue.Default value);

    R identity(ColumnValue.Identity identity);

    R generated(ColumnValue.Generated generated);
}
