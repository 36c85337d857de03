package dev.plumb.plan.computed;

import dev.plumb.schema.OnError;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One computed column of a table as the database keeps it. Two versions of a column side by side are two cells.
 *
 * @param column physical
 * @param type SQL, with physical names
 * @param embedding of the column behind an embedding index
 */
public record Cell(String column, String type, Formula formula, OnError onError, Optional<Embedding> embedding) {
    /** One that no embedding index is over. */
    public Cell(String column, String type, Formula formula, OnError onError) {
        this(column, type, formula, onError, Optional.empty());
    }

    public List<Input> inputs() {
        return formula.inputs();
    }

    Cell mapped(UnaryOperator<String> texts) {
        List<Input> inputs = inputs().stream()
                .map(i ->
                        new Input(i.name(), texts.apply(i.type()), i.collation().map(texts)))
                .toList();
        Formula mapped = formula.accept(new FormulaVisitor<>() {
            @Override
            public Formula expression(Formula.Expression expression) {
                return new Formula.Expression(texts.apply(expression.sql()), inputs);
            }

            @Override
            public Formula call(Formula.Call call) {
                return new Formula.Call(call.definition(), inputs);
            }
        });
        return new Cell(column, texts.apply(type), mapped, onError, embedding);
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
