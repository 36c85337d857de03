package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.ArgumentValue;
import dev.plumb.schema.Computation.FunctionCall;
import dev.plumb.schema.VariableText;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the keys {@code function} and {@code args}. Whether a name leads to a column is for the validator to say. */
final class FunctionReader {
    private final ReadContext context;
    private final Address owner;

    /** @param owner what the function computes */
    FunctionReader(ReadContext context, Address owner) {
        this.context = context;
        this.owner = owner;
    }

    FunctionCall read(YamlMap map) {
        Map<String, Argument> arguments = new TreeMap<>();
        map.map("args").ifPresent(args -> Keys.named(args).forEach(entry -> {
            context.place(new ArgumentAddress(owner, entry.key()), entry.value().location());
            argument(entry).ifPresent(argument -> arguments.put(entry.key(), argument));
        }));
        return new FunctionCall(Keys.name(map, "function").orElse(""), arguments);
    }

    private static Optional<Argument> argument(Entry entry) {
        if (entry.value() instanceof YamlScalar scalar) {
            return Optional.of(bare(scalar));
        }
        if (entry.value() instanceof YamlMap map && map.keys().equals(List.of("value"))) {
            return map.peek("value").map(node -> new Argument.Literal(value(node)));
        }
        if (entry.value() instanceof YamlMap map && map.keys().equals(List.of("column"))) {
            return Keys.name(map, "column").map(Argument::column);
        }
        entry.value()
                .reportExpected(
                        "'" + entry.key() + "'",
                        "a column, a number, true, false, a text with ${VARIABLES}, {column: …} or {value: …}");
        return Optional.empty();
    }

    /** What stands there without {@code value} or {@code column}. */
    private static Argument bare(YamlScalar scalar) {
        Optional<ArgumentValue> literal = literal(scalar);
        if (literal.isEmpty() && !VariableText.mentionsVariables(scalar.text())) {
            return Argument.column(scalar.text());
        }
        return new Argument.Literal(literal.orElseGet(() -> new ArgumentValue.Text(scalar.text())));
    }

    private static Optional<ArgumentValue> literal(YamlScalar scalar) {
        return scalar.asBoolean().<ArgumentValue>map(ArgumentValue.Flag::new).or(() -> scalar.asNumber()
                .map(ArgumentValue.Decimal::new));
    }

    private static ArgumentValue value(YamlNode node) {
        if (node instanceof YamlList list) {
            return new ArgumentValue.Items(
                    list.items().stream().map(FunctionReader::value).toList());
        }
        if (node instanceof YamlMap map) {
            Map<String, ArgumentValue> entries = new TreeMap<>();
            map.entries().forEach(e -> entries.put(e.key(), value(e.value())));
            return new ArgumentValue.Entries(entries);
        }
        YamlScalar scalar = (YamlScalar) node;
        return scalar.isNothing()
                ? new ArgumentValue.Nothing()
                : literal(scalar).orElseGet(() -> new ArgumentValue.Text(scalar.text()));
    }
}
