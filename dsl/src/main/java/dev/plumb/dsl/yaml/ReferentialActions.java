package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.ReferentialAction.Kind;
import dev.plumb.source.YamlMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads what a foreign key does to the referencing row: {@code set null}, {@code {set null: [owner_id]}}. */
final class ReferentialActions {
    private static final Map<String, Kind> KINDS =
            Arrays.stream(Kind.values()).collect(Collectors.toMap(ReferentialActions::words, Function.identity()));

    private ReferentialActions() {}

    /** The action as SQL and the spec write it. */
    static String words(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static ReferentialAction onUpdate(YamlMap map) {
        return map.choice("on_update", KINDS)
                .map(kind -> new ReferentialAction(kind, List.of()))
                .orElse(ReferentialAction.NO_ACTION);
    }

    static ReferentialAction onDelete(YamlMap map) {
        if (!(map.node("on_delete").orElse(map) instanceof YamlMap columns) || columns == map) {
            return map.choice("on_delete", KINDS)
                    .map(kind -> new ReferentialAction(kind, List.of()))
                    .orElse(ReferentialAction.NO_ACTION);
        }
        List<Kind> kinds = List.of(Kind.SET_NULL, Kind.SET_DEFAULT).stream()
                .filter(kind -> columns.has(words(kind)))
                .toList();
        columns.rejectUnknownKeys();
        if (kinds.size() != 1) {
            columns.reportExpected("'on_delete'", "an action, or a map with the one key 'set null' or 'set default'");
            return ReferentialAction.NO_ACTION;
        }
        return new ReferentialAction(kinds.get(0), Keys.names(columns, words(kinds.get(0))));
    }
}
