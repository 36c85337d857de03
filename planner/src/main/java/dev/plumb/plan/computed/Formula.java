package dev.plumb.plan.computed;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;

/** How a cell gets its value. */
public sealed interface Formula {
    /** Each once, in the order of the parameters. */
    List<Input> inputs();

    /** What it says without its inputs, for people. */
    String text();

    <R> R accept(FormulaVisitor<R> visitor);

    /**
     * An expression that the server evaluates.
     *
     * @param sql immutable, over the inputs by their names, with physical names
     */
    record Expression(String sql, List<Input> inputs) implements Formula {
        public Expression {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String text() {
            return sql;
        }

        @Override
        public <R> R accept(FormulaVisitor<R> visitor) {
            return visitor.expression(this);
        }
    }

    /**
     * A call of a function outside of the server.
     *
     * @param definition whatever says which function, version and arguments: a JSON value, kept and given back as it is but
     *     for white space
     */
    record Call(String definition, List<Input> inputs) implements Formula {
        /** @throws IllegalArgumentException when the definition is not JSON */
        public Call {
            inputs = List.copyOf(inputs);
            try {
                definition = CellLines.JSON.readTree(definition).toString();
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(
                        "the definition of a call is not JSON: " + e.getOriginalMessage(), e);
            }
        }

        @Override
        public String text() {
            return definition;
        }

        @Override
        public <R> R accept(FormulaVisitor<R> visitor) {
            return visitor.call(this);
        }
    }
}
