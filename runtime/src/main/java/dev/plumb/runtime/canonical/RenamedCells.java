package dev.plumb.runtime.canonical;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.FormulaVisitor;
import dev.plumb.plan.computed.Input;
import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is installed on a table as it has to be once things have new names. */
final class RenamedCells {
    private static final JsonMapper JSON = new JsonMapper();

    private final Address before;
    private final Address after;
    private final UnaryOperator<Address> renames;
    private final Optional<Table> read;

    /**
     * @param before the table's address
     * @param after its address then
     * @param read what the server made of the table, with hidden columns; absent when nothing that it needs is renamed
     */
    RenamedCells(Address before, Address after, UnaryOperator<Address> renames, Optional<Table> read) {
        this.before = before;
        this.after = after;
        this.renames = renames;
        this.read = read;
    }

    ComputedTable of(ComputedTable computed) {
        List<KeyColumn> key = computed.key().stream()
                .map(k -> new KeyColumn(renamed(k.name()), type(k.name(), k.type())))
                .toList();
        List<Cell> cells = computed.cells().stream().map(this::cell).toList();
        return new ComputedTable(after.directory().schemaName(), after.name(), key, computed.partitioned(), cells);
    }

    private Cell cell(Cell cell) {
        List<Input> inputs = cell.inputs().stream().map(this::input).toList();
        Formula formula = cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public Formula expression(Formula.Expression expression) {
                // A hidden column keeps the name that it was made with.
                String sql = read.flatMap(t -> HiddenColumns.expression(t, cell.column()))
                        .orElse(expression.sql());
                return new Formula.Expression(sql, inputs);
            }

            @Override
            public Formula call(Formula.Call call) {
                return new Formula.Call(renamedColumns(call.definition()), inputs);
            }
        });
        return new Cell(
                renamed(cell.column()), type(cell.column(), cell.type()), formula, cell.onError(), cell.embedding());
    }

    private String renamedColumns(String definition) {
        try {
            JsonNode node = JSON.readTree(definition);
            node.path("arguments").forEach(argument -> {
                if (argument instanceof ObjectNode source
                        && source.path("column").isTextual()) {
                    source.put("column", renamed(source.path("column").textValue()));
                }
            });
            return node.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a call is kept as JSON", e);
        }
    }

    private Input input(Input input) {
        Optional<Column> column = column(input.name());
        return new Input(
                renamed(input.name()),
                type(input.name(), input.type()),
                column.map(Column::collation).orElse(input.collation()));
    }

    private String renamed(String column) {
        return renames.apply(before.child(ObjectKind.COLUMN, column)).name();
    }

    private String type(String column, String type) {
        return column(column).map(Column::type).orElse(type);
    }

    private Optional<Column> column(String column) {
        return read.flatMap(t -> t.column(renamed(column)));
    }
}
