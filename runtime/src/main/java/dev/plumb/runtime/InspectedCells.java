package dev.plumb.runtime;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Embedding;
import dev.plumb.plan.computed.Formula;
import dev.plumb.plan.computed.FormulaVisitor;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.runtime.cell.CallDefinition;
import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.Column;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Directory;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says of the columns that Plumb keeps right how they are computed, as a spec would. */
final class InspectedCells {
    private final Map<Address, InstalledCells> installed;

    /** @param installed by table */
    InspectedCells(Map<Address, InstalledCells> installed) {
        this.installed = Map.copyOf(installed);
    }

    /** The same, in which computed columns are declared as such instead of as plain ones. */
    Schema declared(Schema schema) {
        return new Schema(schema.directories().stream().map(this::declared).toList());
    }

    private Directory declared(Directory directory) {
        return directory.withObjects(directory.objects().stream()
                .map(o -> o instanceof Table table
                        ? cells(table.address(directory.path()))
                                .map(c -> declared(table, c))
                                .orElse(table)
                        : o)
                .toList());
    }

    private Optional<ComputedTable> cells(Address table) {
        return Optional.ofNullable(installed.get(table)).map(InstalledCells::current);
    }

    private static Table declared(Table table, ComputedTable cells) {
        List<Column> plain = new ArrayList<>();
        List<ComputedColumn> computed = new ArrayList<>();
        List<EmbeddingIndex> embeddings = new ArrayList<>(table.embeddings());
        for (Column column : table.columns()) {
            Optional<Cell> cell = cells.cell(column.name());
            if (cell.isEmpty()) {
                plain.add(column);
            } else {
                embedding(column, cell.get())
                        .ifPresentOrElse(embeddings::add, () -> computed.add(declared(column, cell.get())));
            }
        }
        return table.withComputed(plain, computed)
                .withIndexes(table.indexes().stream()
                        .filter(i -> embeddings.stream().noneMatch(e -> e.name().equals(i.name())))
                        .toList())
                .withEmbeddings(embeddings);
    }

    /** A function of no column at all embeds nothing. */
    private static Optional<EmbeddingIndex> embedding(Column column, Cell cell) {
        if (cell.embedding().isEmpty() || !(computation(cell) instanceof Computation.FunctionCall call)) {
            return Optional.empty();
        }
        Embedding embedding = cell.embedding().get();
        return embedded(call)
                .map(text -> new EmbeddingIndex(
                        column.name(),
                        text,
                        shortened(call, text),
                        embedding.metric(),
                        embedding.dimensions(),
                        column.comment(),
                        column.declaration()));
    }

    private static Optional<String> embedded(Computation.FunctionCall call) {
        return Optional.ofNullable(call.arguments().get(EmbeddingIndex.PARAMETER))
                .flatMap(Argument::column)
                .or(() -> call.arguments().values().stream()
                        .flatMap(a -> a.column().stream())
                        .findFirst());
    }

    /** Where the embedded column goes need not be said when it goes there alone. */
    private static Computation.FunctionCall shortened(Computation.FunctionCall call, String column) {
        Computation.FunctionCall rest = call.without(EmbeddingIndex.PARAMETER);
        return rest.takes(column) ? call : rest;
    }

    private static ComputedColumn declared(Column column, Cell cell) {
        return new ComputedColumn(
                column.name(),
                column.type(),
                computation(cell),
                cell.onError(),
                !column.notNull(),
                column.comment(),
                column.declaration());
    }

    private static Computation computation(Cell cell) {
        return cell.formula().accept(new FormulaVisitor<>() {
            @Override
            public Computation expression(Formula.Expression expression) {
                return new Computation.SqlExpression(expression.sql());
            }

            @Override
            public Computation call(Formula.Call call) {
                CallDefinition definition = CallDefinition.parse(call.definition());
                Map<String, Argument> arguments = new TreeMap<>();
                definition.arguments().forEach((parameter, source) -> arguments.put(parameter, argument(source)));
                return new Computation.FunctionCall(definition.function(), arguments);
            }
        });
    }

    private static Argument argument(CallDefinition.Source source) {
        if (source instanceof CallDefinition.ColumnSource column) {
            return Argument.column(column.name());
        }
        return new Argument.Literal(value(((CallDefinition.LiteralSource) source).value()));
    }

    private static ArgumentValue value(JsonNode json) {
        if (json.isTextual()) {
            return new ArgumentValue.Text(json.textValue());
        }
        if (json.isNumber()) {
            return new ArgumentValue.Decimal(json.decimalValue());
        }
        if (json.isBoolean()) {
            return new ArgumentValue.Flag(json.booleanValue());
        }
        if (json.isArray()) {
            List<ArgumentValue> items = new ArrayList<>();
            json.forEach(item -> items.add(value(item)));
            return new ArgumentValue.Items(items);
        }
        if (json.isObject()) {
            Map<String, ArgumentValue> entries = new TreeMap<>();
            json.properties().forEach(e -> entries.put(e.getKey(), value(e.getValue())));
            return new ArgumentValue.Entries(entries);
        }
        return new ArgumentValue.Nothing();
    }
}
