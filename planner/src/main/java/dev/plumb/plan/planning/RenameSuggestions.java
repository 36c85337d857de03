package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.PlanRequest;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what goes and comes under another name and otherwise looks the same. Only {@code renamed_from} makes it a rename; this
 * only asks, and only where the answer is clear.
 */
final class RenameSuggestions {
    private RenameSuggestions() {}

    static List<String> of(List<Change> changes, PlanRequest request) {
        List<String> notes = new ArrayList<>();
        Schema live = request.live().schema();
        notes.addAll(pairs(
                addresses(changes, Action.DROP, ObjectKind.TABLE),
                addresses(changes, Action.CREATE, ObjectKind.TABLE),
                a -> table(live, a).map(RenameSuggestions::shape),
                a -> table(request.desired(), a).map(RenameSuggestions::shape)));
        notes.addAll(pairs(
                addresses(changes, Action.DROP, ObjectKind.COLUMN),
                addresses(changes, Action.CREATE, ObjectKind.COLUMN),
                a -> column(live, a).map(c -> Containers.objectKey(a) + " " + c.type()),
                a -> column(request.desired(), a).map(c -> Containers.objectKey(a) + " " + c.type())));
        return notes;
    }

    private static List<String> pairs(
            List<Address> dropped,
            List<Address> created,
            Function<Address, Optional<String>> liveShape,
            Function<Address, Optional<String>> desiredShape) {
        Map<String, List<Address>> gone = byShape(dropped, liveShape);
        Map<String, List<Address>> come = byShape(created, desiredShape);
        List<String> notes = new ArrayList<>();
        gone.forEach((shape, from) -> {
            List<Address> to = come.getOrDefault(shape, List.of());
            if (from.size() == 1 && to.size() == 1) {
                notes.add(note(from.get(0), to.get(0)));
            }
        });
        return notes;
    }

    private static String note(Address from, Address to) {
        return to.kind().label() + " " + from + " goes and " + to
                + " comes, and they look alike: if it is a rename, add to " + to.name() + ": renamed_from: "
                + from.name();
    }

    private static Map<String, List<Address>> byShape(
            List<Address> addresses, Function<Address, Optional<String>> shape) {
        Map<String, List<Address>> byShape = new TreeMap<>();
        for (Address address : addresses) {
            shape.apply(address).ifPresent(s -> byShape.computeIfAbsent(s, k -> new ArrayList<>())
                    .add(address));
        }
        return byShape;
    }

    private static List<Address> addresses(List<Change> changes, Action action, ObjectKind kind) {
        return changes.stream()
                .filter(c -> c.action() == action && c.address().kind() == kind)
                .map(Change::address)
                .toList();
    }

    private static String shape(Table table) {
        return table.columns().stream()
                .map(c -> c.name() + " " + c.type())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static Optional<Table> table(Schema schema, Address address) {
        return schema.directory(address.directory())
                .flatMap(d -> d.table(address.object().orElseThrow()));
    }

    private static Optional<Column> column(Schema schema, Address address) {
        return table(schema, address).flatMap(t -> t.column(address.name()));
    }
}
