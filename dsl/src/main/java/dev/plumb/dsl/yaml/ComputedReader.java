package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.Computation;
import dev.plumb.schema.ComputedColumn;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.OnError;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the columns that Plumb computes. */
final class ComputedReader {
    private static final Map<String, OnError> ON_ERROR =
            Arrays.stream(OnError.values()).collect(Collectors.toMap(OnError::keyword, Function.identity()));

    private final ReadContext context;
    private final Address table;

    ComputedReader(ReadContext context, Address table) {
        this.context = context;
        this.table = table;
    }

    /** The columns under the key {@code computed}, in declared order. */
    List<ComputedColumn> readAll(YamlMap map) {
        if (map.has("computed") && map.map("computed").isEmpty()) {
            context.lost();
        }
        List<ComputedColumn> columns = new ArrayList<>();
        map.map("computed").ifPresent(section -> section.entries().forEach(entry -> {
            Optional<ComputedColumn> column = Keys.isNamed(section, entry)
                    ? Keys.longForm(context, entry, "a map with the keys 'type' and 'sql' or 'function'")
                            .map(m -> read(entry, m))
                    : Optional.empty();
            column.ifPresentOrElse(columns::add, context::lost);
        }));
        return columns;
    }

    private ComputedColumn read(Entry entry, YamlMap map) {
        Address address = table.child(ObjectKind.COLUMN, entry.key());
        context.place(address, entry.location());
        ComputedColumn column = new ComputedColumn(
                entry.key(),
                Keys.requiredSql(map, "type").orElse(""),
                computation(address, map),
                map.choice("on_error", ON_ERROR).orElse(OnError.ABORT),
                map.bool("nullable").orElse(true),
                Keys.comment(map),
                Keys.full(map).withRecompute(Keys.recompute(map)));
        map.rejectUnknownKeys();
        if (column.onError() == OnError.IGNORE && !column.nullable()) {
            context.problems()
                    .report(
                            map.locationOf("on_error"),
                            "a column that is not nullable cannot ignore errors: the cell of a row with an error is null",
                            "take out 'on_error: ignore' or 'nullable: false'");
        }
        return column;
    }

    private Computation computation(Address address, YamlMap map) {
        boolean sql = map.has("sql");
        boolean function = map.has("function");
        if (sql && function) {
            context.problems()
                    .report(map.locationOf("function"), "a computed column has 'sql' or 'function', not both");
        } else if (!sql && !function) {
            context.problems()
                    .report(map.location(), "a computed column needs 'sql' or 'function'", "say how it is computed");
        }
        if (sql && map.has("args")) {
            context.problems()
                    .report(
                            map.locationOf("args"),
                            "only a function has 'args'",
                            "name the columns in the expression itself");
        }
        if (sql && map.has("recompute")) {
            context.problems()
                    .report(
                            map.locationOf("recompute"),
                            "only a function has versions, and 'recompute' says what another one means",
                            "take it out: another expression is always computed again for all rows");
        }
        Computation.FunctionCall call = new FunctionReader(context, address).read(map);
        Optional<String> expression = Keys.sql(map, "sql");
        return sql ? new Computation.SqlExpression(expression.orElse("")) : call;
    }
}
