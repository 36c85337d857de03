package dev.plumb.runtime.computed;

import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.Input;
import dev.plumb.schema.OnError;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cell of integers with what it must be, worked out in Java. */
record TestCell(Cell cell, Kind kind) {
    /** All take the sum of their inputs, where null counts as 1. */
    enum Kind {
        /** Never fails, and is null now and then. */
        SAFE,
        /** Divides by zero now and then. */
        DIVIDE,
        /** Outside of the server; fails now and then, and is null now and then. */
        FUNCTION
    }

    /** A value that may be null, or an error. */
    record Outcome(Optional<Integer> value, boolean failed) {
        static final Outcome FAILED = new Outcome(Optional.empty(), true);
    }

    static TestCell of(Kind kind, String column, List<String> inputs, OnError onError) {
        List<Input> typed = inputs.stream().map(i -> new Input(i, "integer")).toList();
        String sum = inputs.stream()
                .map(i -> "coalesce(" + SqlNames.quote(i) + ", 1)")
                .collect(Collectors.joining(" + "));
        Formula formula =
                switch (kind) {
                    case SAFE -> new Formula.Expression("nullif((" + sum + ") % 4, 3) -- of '$plumb$'", typed);
                    case DIVIDE -> new Formula.Expression("100 / ((" + sum + ") % 5)", typed);
                    case FUNCTION -> new Formula.Call("{\"function\": \"third\\n\"}", typed);
                };
        return new TestCell(new Cell(column, "integer", formula, onError), kind);
    }

    Outcome compute(List<Outcome> inputs) {
        if (inputs.stream().anyMatch(Outcome::failed)) {
            return Outcome.FAILED;
        }
        int sum = inputs.stream().mapToInt(i -> i.value().orElse(1)).sum();
        return switch (kind) {
            case SAFE -> new Outcome(Optional.of(sum % 4).filter(v -> v != 3), false);
            case DIVIDE -> sum % 5 == 0 ? Outcome.FAILED : new Outcome(Optional.of(100 / (sum % 5)), false);
            case FUNCTION ->
                sum % 7 == 0
                        ? Outcome.FAILED
                        : new Outcome(Optional.of(sum * 3 % 50).filter(v -> v != 12), false);
        };
    }
}
