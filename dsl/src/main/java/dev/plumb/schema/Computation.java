package dev.plumb.schema;

import dev.plumb.schema.sql.ColumnReferences;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How a computed column gets its value from its row. */
public sealed interface Computation {
    <R> R accept(ComputationVisitor<R> visitor);

    /** The columns of the table that the value depends on, in the table's order; names that lead nowhere are left out. */
    List<String> inputs(Table table);

    /**
     * An expression that the server evaluates.
     *
     * @param sql over the columns of the table
     */
    record SqlExpression(String sql) implements Computation {
        @Override
        public <R> R accept(ComputationVisitor<R> visitor) {
            return visitor.sql(this);
        }

        /** As far as the text tells: a name that could be something else counts as a column when the table has one. */
        @Override
        public List<String> inputs(Table table) {
            Set<String> named = ColumnReferences.in(sql, table.name()).columns();
            return table.columnNames().stream().filter(named::contains).toList();
        }
    }

    /**
     * A call of a function that Plumb runs.
     *
     * @param function its name, {@code text.word_count}
     * @param arguments by parameter
     */
    record FunctionCall(String function, SortedMap<String, Argument> arguments) implements Computation {
        public FunctionCall {
            arguments = Collections.unmodifiableSortedMap(new TreeMap<>(arguments));
        }

        public FunctionCall(String function, Map<String, Argument> arguments) {
            this(function, new TreeMap<>(arguments));
        }

        @Override
        public <R> R accept(ComputationVisitor<R> visitor) {
            return visitor.call(this);
        }

        @Override
        public List<String> inputs(Table table) {
            Set<String> named = arguments.values().stream()
                    .flatMap(a -> a.column().stream())
                    .collect(Collectors.toSet());
            return table.columnNames().stream().filter(named::contains).toList();
        }

        /** The call with one more argument. */
        public FunctionCall with(String parameter, Argument argument) {
            SortedMap<String, Argument> all = new TreeMap<>(arguments);
            all.put(parameter, argument);
            return new FunctionCall(function, all);
        }

        /** The call with one argument less. */
        public FunctionCall without(String parameter) {
            SortedMap<String, Argument> rest = new TreeMap<>(arguments);
            rest.remove(parameter);
            return new FunctionCall(function, rest);
        }

        /** Whether a parameter takes the column. */
        public boolean takes(String column) {
            return arguments.values().stream()
                    .anyMatch(a -> a.column().filter(column::equals).isPresent());
        }
    }
}
