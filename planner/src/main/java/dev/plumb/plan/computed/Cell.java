package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import java.util.List;

/**
 * One computed column of a table as the database keeps it. Two versions of a column side by side are two cells.
 *
 * @param column physical
 * @param type SQL, with physical names
 */
public record Cell(String column, String type, Formula formula, OnError onError) {
    public List<Input> inputs() {
        return formula.inputs();
    }

    /** Whether a worker outside of the server computes it. */
    public boolean isFunction() {
        return formula.accept(new FormulaVisitor<>() {
            @Override
            public Boolean expression(Formula.Expression expression) {
                return false;
            }

            @Override
            public Boolean call(Formula.Call call) {
                return true;
            }
        });
    }
}
