package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.Computation;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.Computation.SqlExpression;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.ColumnReferences;
import dev.plumb.source.Suggestions;
import java.util.Set;
import java.util.stream.Collectors;

/** What Plumb computes: its inputs exist, are there when it is computed, and do not lead back to it. */
final class ComputedChecks {
    private final Findings problems;
    private final Table table;
    private final Address address;
    private final Set<String> generated;

    private ComputedChecks(Findings problems, Table table, Address address) {
        this.problems = problems;
        this.table = table;
        this.address = address;
        this.generated = table.columns().stream()
                .filter(c -> c.value() instanceof ColumnValue.Generated)
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    static void check(Findings problems, Table table, Address address) {
        if (!table.isComputing()) {
            return;
        }
        ComputedChecks checks = new ComputedChecks(problems, table, address);
        table.computed().forEach(c -> checks.computation(address.child(ObjectKind.COLUMN, c.name()), c.computation()));
        table.embeddings().forEach(checks::embedding);
        checks.primaryKey();
        checks.generatedColumns();
        ComputedCycles.find(table)
                .forEach((column, cycle) -> problems.add(
                        checks.at(column),
                        describe(checks.at(column)) + " is computed from itself: " + String.join(" <- ", cycle),
                        "take one of these inputs out"));
    }

    /** Where the thing stands that has a column of this name. */
    private Address at(String column) {
        ObjectKind kind = table.embedding(column).isPresent() ? ObjectKind.INDEX : ObjectKind.COLUMN;
        return address.child(kind, column);
    }

    private void computation(Address at, Computation computation) {
        if (computation instanceof FunctionCall call) {
            call.arguments().forEach((parameter, a) -> argument(new ArgumentAddress(at, parameter), a));
        } else if (computation instanceof SqlExpression expression) {
            wholeRow(at, expression);
        }
        computation.inputs(table).stream()
                .filter(generated::contains)
                .forEach(input -> problems.add(
                        at,
                        describe(at) + " is computed from '" + input
                                + "', which PostgreSQL generates only after the triggers have run",
                        "repeat its expression here instead of its name"));
    }

    private void argument(ArgumentAddress at, Argument argument) {
        String what = "the argument '" + at.parameter() + "' of " + describe(at.of());
        argument.column()
                .filter(column -> !table.columnNames().contains(column))
                .ifPresent(column -> problems.add(
                        at,
                        what + " names the column '" + column + "', which " + describe(address) + " does not have",
                        Suggestions.nearest(column, table.columnNames())
                                        .map(n -> "did you mean '" + n + "'? ")
                                        .orElse("")
                                + "write {value: …} for a text"));
        if (argument instanceof Argument.Literal literal) {
            literal.value()
                    .texts()
                    .flatMap(t -> t.malformed().stream())
                    .forEach(reference -> problems.add(
                            at,
                            what + " has '" + reference + "', which does not name a variable",
                            "write ${NAME}, or $${ for the two characters themselves"));
        }
    }

    private void wholeRow(Address at, SqlExpression expression) {
        ColumnReferences references = ColumnReferences.in(expression.sql(), table.name());
        boolean named = references.columns().contains(table.name())
                && !table.columnNames().contains(table.name());
        if (references.star() || named) {
            problems.add(
                    at,
                    describe(at) + " is computed from the whole row, of which it is a part itself",
                    "name the columns that it needs");
        }
    }

    private void embedding(EmbeddingIndex index) {
        Address at = address.child(ObjectKind.INDEX, index.name());
        if (!table.columnNames().contains(index.column())) {
            problems.addUnknown(
                    at,
                    describe(at) + " names the column '" + index.column() + "', which " + describe(address)
                            + " does not have",
                    index.column(),
                    table.columnNames());
            return;
        }
        computation(at, index.computation());
        if (!index.computation().takes(index.column())) {
            problems.add(
                    at,
                    describe(at) + " gives its function something else as '" + EmbeddingIndex.PARAMETER + "', and '"
                            + index.column() + "' to no parameter",
                    "say in 'args' which parameter the column goes to");
        }
        if (table.column(index.name()).isPresent()
                || table.computed(index.name()).isPresent()) {
            problems.add(
                    at,
                    describe(at)
                            + " keeps its vectors in a hidden column of its own name, and there is another column '"
                            + index.name() + "'",
                    "give the index another name");
        }
    }

    private void primaryKey() {
        table.primaryKey().ifPresent(key -> key.columns().stream()
                .filter(this::isComputed)
                .forEach(column -> problems.add(
                        address.child(key.kind(), key.name()),
                        "the primary key of " + describe(address) + " names '" + column
                                + "', which is computed and so comes after its row",
                        "make it unique instead")));
    }

    private void generatedColumns() {
        for (Column column : table.columns()) {
            if (column.value() instanceof ColumnValue.Generated value) {
                Address at = address.child(ObjectKind.COLUMN, column.name());
                new SqlExpression(value.expression())
                        .inputs(table).stream()
                                .filter(this::isComputed)
                                .forEach(input -> problems.add(
                                        at,
                                        describe(at) + " is generated by PostgreSQL from '" + input
                                                + "', which Plumb computes",
                                        "make it a computed column as well"));
            }
        }
    }

    private boolean isComputed(String column) {
        boolean named =
                table.computed(column).isPresent() || table.embedding(column).isPresent();
        return named && table.column(column).isEmpty();
    }
}
