package dev.plumb.runtime.canonical;

import dev.plumb.schema.sql.SqlLexer;
import dev.plumb.schema.sql.SqlToken;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A guess at an order in which views can be created: those whose names occur in another's query come before it. Only the number
 * of attempts depends on it, never the outcome.
 */
final class ViewOrder {
    private final Map<String, List<Trial>> byName;
    private final Set<Trial> visited = new LinkedHashSet<>();
    private final List<Trial> ordered = new ArrayList<>();

    private ViewOrder(List<Trial> views) {
        this.byName =
                views.stream().collect(Collectors.groupingBy(v -> v.address().name()));
    }

    static List<Trial> of(List<Trial> views) {
        ViewOrder order = new ViewOrder(views);
        views.forEach(order::visit);
        return order.ordered;
    }

    private void visit(Trial view) {
        if (!visited.add(view)) {
            return;
        }
        for (String name : namesIn(view)) {
            byName.getOrDefault(name, List.of()).forEach(this::visit);
        }
        ordered.add(view);
    }

    private static Set<String> namesIn(Trial view) {
        return view.fragments().stream()
                .flatMap(f -> SqlLexer.significant(f).stream())
                .filter(SqlToken::isName)
                .map(SqlToken::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
