package dev.plumb.schema;

/**
 * One method for each kind of argument, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface ArgumentVisitor<R> {
    R column(Argument.ColumnInput input);

    R literal(Argument.Literal literal);
}
