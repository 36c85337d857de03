package dev.plumb.plan.computed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plumb.schema.Metric;
import dev.plumb.schema.OnError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The comment lines at the top of a table's trigger function, from which the catalog alone tells what is installed. */
final class CellLines {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String TABLE = "-- plumb-table ";
    private static final String CELL = "-- plumb-cell ";

    private CellLines() {}

    /** Each line ends with a line feed; JSON has no line break of its own. */
    static String write(ComputedTable table) {
        ObjectNode head = JSON.createObjectNode();
        table.key()
                .forEach(k ->
                        head.withArray("key").addObject().put("name", k.name()).put("type", k.type()));
        head.put("partitioned", table.partitioned());
        StringBuilder lines = new StringBuilder(TABLE).append(head).append('\n');
        table.cells().forEach(c -> lines.append(CELL).append(cell(c)).append('\n'));
        return lines.toString();
    }

    /** Whether a statement creates a trigger function with such lines. */
    static boolean areIn(String statement) {
        return statement.contains("\n" + TABLE);
    }

    private static ObjectNode cell(Cell cell) {
        ObjectNode line = JSON.createObjectNode().put("column", cell.column()).put("type", cell.type());
        cell.formula().accept(new FormulaVisitor<ObjectNode>() {
            @Override
            public ObjectNode expression(Formula.Expression expression) {
                return line.put("sql", expression.sql());
            }

            @Override
            public ObjectNode call(Formula.Call call) {
                return line.set("call", node(call.definition()));
            }
        });
        for (Input input : cell.inputs()) {
            ObjectNode entry = line.withArray("inputs")
                    .addObject()
                    .put("name", input.name())
                    .put("type", input.type());
            input.collation().ifPresent(c -> entry.put("collation", c));
        }
        cell.embedding().ifPresent(e -> line.putObject("embedding")
                .put("metric", e.metric().keyword())
                .put("dimensions", e.dimensions()));
        return line.put("on_error", cell.onError().keyword());
    }

    /** What {@link #write} wrote, from the whole text of the function. */
    static ComputedTable parse(String schema, String table, String functionText) {
        List<KeyColumn> key = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        Optional<Boolean> partitioned = Optional.empty();
        for (String line : functionText.split("\n", -1)) {
            if (line.startsWith(TABLE)) {
                JsonNode head = node(line.substring(TABLE.length()));
                head.path("key").forEach(k -> key.add(new KeyColumn(text(k, "name"), text(k, "type"))));
                partitioned = Optional.of(head.path("partitioned").asBoolean());
            } else if (line.startsWith(CELL)) {
                cells.add(cell(node(line.substring(CELL.length()))));
            } else if (!line.isBlank()) {
                break;
            }
        }
        return new ComputedTable(
                schema,
                table,
                key,
                partitioned.orElseThrow(() -> new IllegalArgumentException(
                        "the function does not begin with '" + TABLE.strip() + "': it was changed by hand")),
                cells);
    }

    private static Cell cell(JsonNode line) {
        List<Input> inputs = new ArrayList<>();
        line.path("inputs")
                .forEach(i -> inputs.add(new Input(
                        text(i, "name"),
                        text(i, "type"),
                        Optional.ofNullable(i.get("collation")).map(JsonNode::asText))));
        Formula formula = line.has("sql")
                ? new Formula.Expression(text(line, "sql"), inputs)
                : new Formula.Call(line.path("call").toString(), inputs);
        OnError onError = OnError.valueOf(text(line, "on_error").toUpperCase(Locale.ROOT));
        return new Cell(
                text(line, "column"),
                text(line, "type"),
                formula,
                onError,
                Optional.ofNullable(line.get("embedding")).map(CellLines::embedding));
    }

    private static Embedding embedding(JsonNode node) {
        String keyword = text(node, "metric");
        Metric metric = Metric.of(keyword)
                .orElseThrow(
                        () -> new IllegalArgumentException("a line of the plumbing has the metric '" + keyword + "'"));
        return new Embedding(metric, node.path("dimensions").asInt());
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("a line of the plumbing has no '" + field + "': " + node);
        }
        return node.path(field).textValue();
    }

    private static JsonNode node(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a line of the plumbing is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
