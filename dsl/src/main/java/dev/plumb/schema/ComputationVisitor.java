package dev.plumb.schema;

/**
 * One method for each kind of computation, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface ComputationVisitor<R> {
    R sql(Computation.SqlExpression expression);

    R call(Computation.FunctionCall call);
}
