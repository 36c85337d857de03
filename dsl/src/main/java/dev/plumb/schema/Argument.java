package dev.plumb.schema;

import java.math.BigDecimal;
import java.util.Optional;

/** What a parameter of a function gets: a column's value, row by row, or the same value for all rows. */
public sealed interface Argument {
    <R> R accept(ArgumentVisitor<R> visitor);

    /** The column that the argument is the value of. */
    default Optional<String> column() {
        return Optional.empty();
    }

    /** The value of a column of the same row, which may be a computed one. */
    record ColumnInput(String name) implements Argument {
        @Override
        public <R> R accept(ArgumentVisitor<R> visitor) {
            return visitor.column(this);
        }

        @Override
        public Optional<String> column() {
            return Optional.of(name);
        }
    }

    /** The same value for every row. */
    record Literal(ArgumentValue value) implements Argument {
        @Override
        public <R> R accept(ArgumentVisitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    static Argument column(String name) {
        return new ColumnInput(name);
    }

    /** @param template may hold variables, {@code ${NAME}} */
    static Argument text(String template) {
        return new Literal(new ArgumentValue.Text(template));
    }

    static Argument number(BigDecimal number) {
        return new Literal(new ArgumentValue.Decimal(number));
    }

    static Argument number(long number) {
        return number(BigDecimal.valueOf(number));
    }

    static Argument flag(boolean flag) {
        return new Literal(new ArgumentValue.Flag(flag));
    }
}
