package dev.plumb.cli;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.Printable;
import dev.plumb.plan.render.Style;
import dev.plumb.runtime.EnvironmentDifference;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How one environment differs from another, as a document.
 *
 * @param formatVersion {@code major.minor}
 * @param from the environment that would have to change
 * @param to the one that it would then be like
 */
record DifferenceDocument(
        String formatVersion, String from, String to, boolean alike, List<Entry> changes, List<String> notes) {
    static DifferenceDocument of(EnvironmentDifference difference) {
        return new DifferenceDocument(
                PlanDocument.FORMAT_VERSION,
                difference.from(),
                difference.to(),
                difference.isEmpty(),
                difference.changes().stream().map(Entry::of).toList(),
                difference.notes());
    }

    /**
     * One thing that differs.
     *
     * @param object the address of what it is or is a part of
     * @param details what differs, {@code type: integer -> bigint}
     */
    record Entry(String address, String object, String kind, String name, Action action, List<String> details) {
        static Entry of(Change change) {
            Address address = change.address();
            String object = address.part().isPresent()
                    ? Address.of(
                                    ObjectKind.TABLE,
                                    address.directory(),
                                    address.object().orElseThrow())
                            .toString()
                    : address.toString();
            return new Entry(
                    address.toString(),
                    object,
                    address.kind().label(),
                    address.name(),
                    change.action(),
                    change.details());
        }

        void writeTo(StringBuilder text) {
            text.append("  ").append(action.symbol()).append(' ').append(action.verb());
            text.append(' ')
                    .append(kind)
                    .append(' ')
                    .append(Printable.line(name))
                    .append('\n');
            details.forEach(d ->
                    text.append("      ").append(Printable.lines(d, "        ")).append('\n'));
        }
    }

    /** For people. */
    String text(Style style) {
        StringBuilder text = new StringBuilder(style.strong(headline())).append('\n');
        Map<String, List<Entry>> byObject =
                changes.stream().collect(Collectors.groupingBy(Entry::object, LinkedHashMap::new, Collectors.toList()));
        byObject.forEach((object, entries) -> {
            text.append('\n').append(style.strong(Printable.line(object))).append('\n');
            entries.forEach(e -> e.writeTo(text));
        });
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(n -> text.append(style.strong("note"))
                    .append(": ")
                    .append(Printable.lines(n, "  "))
                    .append('\n'));
        }
        return text.toString();
    }

    private String headline() {
        if (alike) {
            return from + " and " + to + " are alike";
        }
        List<String> counts = new ArrayList<>();
        for (Action action : Action.values()) {
            long count = changes.stream().filter(c -> c.action() == action).count();
            if (count > 0) {
                counts.add(count + " to " + action.verb());
            }
        }
        return from + " is not like " + to + ": in " + from + ", " + String.join(", ", counts);
    }
}
