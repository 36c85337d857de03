package dev.plumb.plan.computed;

/**
 * One method for each kind of formula, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface FormulaVisitor<R> {
    R expression(Formula.Expression expression);

    R call(Formula.Call call);
}
