package dev.plumb.plan.computed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cells as they stand beside those that they are to replace. */
public final class NextCells {
    private NextCells() {}

    /**
     * The cell in its next column, computed from the next versions of its inputs.
     *
     * @param replaced the columns that are replaced together
     */
    public static Cell of(Cell cell, Set<String> replaced) {
        List<Input> inputs = cell.inputs().stream()
                .map(i -> replaced.contains(i.name())
                        ? new Input(PlumbingNames.next(i.name()), i.type(), i.collation())
                        : i)
                .toList();
        Formula formula = cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public Formula expression(Formula.Expression expression) {
                return new Formula.Expression(renamed(expression, replaced), inputs);
            }

            @Override
            public Formula call(Formula.Call call) {
                return new Formula.Call(arguments(call.definition(), replaced), inputs);
            }
        });
        return new Cell(PlumbingNames.next(cell.column()), cell.type(), formula, cell.onError());
    }

    /** The expression itself stays as it is: what it calls by the old name is given to it under that name. */
    private static String renamed(Formula.Expression expression, Set<String> replaced) {
        String columns = expression.inputs().stream()
                .map(Input::name)
                .filter(replaced::contains)
                .map(n -> SqlNames.quote(PlumbingNames.next(n)) + " as " + SqlNames.quote(n))
                .collect(Collectors.joining(", "));
        return columns.isEmpty()
                ? expression.sql()
                : "(select (" + Plumbing.closed(expression.sql()) + ") from (select " + columns + ") \"plumb:next\")";
    }

    private static String arguments(String definition, Set<String> replaced) {
        try {
            JsonNode node = CellLines.JSON.readTree(definition);
            node.path("arguments").forEach(argument -> {
                if (argument instanceof ObjectNode source
                        && replaced.contains(source.path("column").asText())) {
                    source.put(
                            "column", PlumbingNames.next(source.path("column").asText()));
                }
            });
            return node.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a call is kept as JSON", e);
        }
    }
}
