package dev.plumb.testing.schema;

import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.Computation;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.EmbeddingIndex;
import dev.plumb.schema.Metric;
import dev.plumb.schema.OnError;
import dev.plumb.schema.Recompute;
import dev.plumb.schema.Table;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Random computed columns and embedding indexes, said in every way. Their inputs need not exist. */
final class ComputedGenerator {
    private static final List<String> NUMBERS = List.of("0", "256", "-1.5", "1e30", "0.00000001", "100", "12.50");

    private final SchemaGenerator common;
    private final Chance chance;
    private final HostileTexts texts;
    private final Set<String> relations;
    private final Set<String> columns;

    /** @param columns names that are taken in the table */
    ComputedGenerator(
            SchemaGenerator common, Chance chance, HostileTexts texts, Set<String> relations, Set<String> columns) {
        this.common = common;
        this.chance = chance;
        this.texts = texts;
        this.relations = relations;
        this.columns = columns;
    }

    Table addTo(Table table) {
        return new Table(
                table.name(),
                table.columns(),
                chance.several(0, 3, this::column),
                table.constraints(),
                table.indexes(),
                chance.several(0, 2, this::embedding),
                table.unlogged(),
                table.storageParameters(),
                table.partitioning(),
                table.comment(),
                table.declaration());
    }

    private ComputedColumn column() {
        OnError onError = chance.of(List.of(OnError.values()));
        boolean called = chance.coin();
        Declaration declaration = common.declaration(true, true);
        return new ComputedColumn(
                texts.name(columns),
                texts.type(),
                called ? call() : new Computation.SqlExpression(texts.expression()),
                onError,
                onError == OnError.IGNORE || chance.coin(),
                common.comment(),
                called ? decided(declaration) : declaration);
    }

    private EmbeddingIndex embedding() {
        return new EmbeddingIndex(
                texts.name(relations),
                texts.name(),
                call(),
                chance.of(List.of(Metric.values())),
                1 + chance.below(EmbeddingIndex.MAX_DIMENSIONS),
                common.comment(),
                decided(common.declaration(true, false)));
    }

    private Declaration decided(Declaration declaration) {
        return declaration.withRecompute(chance.of(List.of(Recompute.values())));
    }

    private FunctionCall call() {
        Map<String, Argument> arguments = new HashMap<>();
        chance.several(0, 4, () -> arguments.put(texts.name(), argument()));
        return new FunctionCall(texts.name(), arguments);
    }

    private Argument argument() {
        return chance.coin() ? Argument.column(texts.name()) : new Argument.Literal(value(2));
    }

    private ArgumentValue value(int depth) {
        return switch (chance.below(depth == 0 ? 4 : 6)) {
            case 0 -> new ArgumentValue.Text(texts.text());
            case 1 -> new ArgumentValue.Decimal(new BigDecimal(chance.of(NUMBERS)));
            case 2 -> new ArgumentValue.Flag(chance.coin());
            case 3 -> new ArgumentValue.Nothing();
            case 4 -> new ArgumentValue.Items(chance.several(0, 3, () -> value(depth - 1)));
            default -> {
                Map<String, ArgumentValue> entries = new HashMap<>();
                chance.several(0, 3, () -> entries.put(texts.name(), value(depth - 1)));
                yield new ArgumentValue.Entries(entries);
            }
        };
    }
}
