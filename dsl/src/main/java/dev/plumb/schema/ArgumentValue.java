package dev.plumb.schema;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A value as JSON knows it. Its texts may hold variables, which the model keeps as they are written. */
public sealed interface ArgumentValue {
    <R> R accept(ArgumentValueVisitor<R> visitor);

    /** Every text in the value, at any depth. */
    default Stream<VariableText> texts() {
        return Stream.empty();
    }

    /**
     * A text.
     *
     * @param template with {@code ${NAME}} for the variable {@code NAME} and <code>$${</code> for the two characters themselves
     */
    record Text(String template) implements ArgumentValue {
        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.text(this);
        }

        @Override
        public Stream<VariableText> texts() {
            return Stream.of(new VariableText(template));
        }
    }

    /** A number; equal numbers are equal values, however they were written. */
    record Decimal(BigDecimal value) implements ArgumentValue {
        private static final int PLAIN_ZEROS = 20;

        public Decimal {
            BigDecimal reduced = value.stripTrailingZeros();
            boolean whole = reduced.scale() < 0 && reduced.scale() >= -PLAIN_ZEROS;
            value = whole ? reduced.setScale(0) : reduced;
        }

        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.number(this);
        }
    }

    /** True or false. */
    record Flag(boolean value) implements ArgumentValue {
        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.flag(this);
        }
    }

    /** Null. */
    record Nothing() implements ArgumentValue {
        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.nothing();
        }
    }

    /** A list. */
    record Items(List<ArgumentValue> items) implements ArgumentValue {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.items(this);
        }

        @Override
        public Stream<VariableText> texts() {
            return items.stream().flatMap(ArgumentValue::texts);
        }
    }

    /** A map, sorted by key. Keys hold no variables. */
    record Entries(SortedMap<String, ArgumentValue> entries) implements ArgumentValue {
        public Entries {
            entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
        }

        public Entries(Map<String, ArgumentValue> entries) {
            this(new TreeMap<>(entries));
        }

        @Override
        public <R> R accept(ArgumentValueVisitor<R> visitor) {
            return visitor.entries(this);
        }

        @Override
        public Stream<VariableText> texts() {
            return entries.values().stream().flatMap(ArgumentValue::texts);
        }
    }
}
