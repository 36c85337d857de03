package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ExclusionConstraint.Element;
import dev.plumb.source.YamlList;
import dev.plumb.source.YamlMap;
import dev.plumb.source.YamlMap.Entry;
import dev.plumb.source.YamlNode;
import dev.plumb.source.YamlScalar;
import java.util.List;
import java.util.Optional;

/** Reads exclusion constraints. */
final class ExclusionReader {
    static final String GIST = "gist";

    private final ReadContext context;
    private final TableParts parts;

    ExclusionReader(ReadContext context, TableParts parts) {
        this.context = context;
        this.parts = parts;
    }

    void exclusions(YamlMap exclusions) {
        Keys.named(exclusions).forEach(this::exclusion);
    }

    private void exclusion(Entry entry) {
        Keys.longForm(context, entry, "a map with the key 'elements'").ifPresent(map -> {
            map.require("elements");
            ExclusionConstraint exclusion = new ExclusionConstraint(
                    entry.key(),
                    Keys.name(map, "using").orElse(GIST),
                    elements(map),
                    Keys.names(map, "include"),
                    Keys.sql(map, "where"),
                    Keys.deferral(map),
                    Keys.parameters(map, "with"),
                    Keys.comment(map),
                    Keys.renameOnly(map));
            map.rejectUnknownKeys();
            parts.add(exclusion, entry.location());
        });
    }

    private static List<Element> elements(YamlMap map) {
        List<YamlNode> items = map.list("elements").map(YamlList::items).orElse(List.of());
        Keys.rejectEmptyList(map, "elements");
        return items.stream().flatMap(item -> element(item).stream()).toList();
    }

    /** {@code room with =}, or a map for what that cannot say. */
    private static Optional<Element> element(YamlNode item) {
        if (item instanceof YamlScalar text) {
            Optional<Element> element = ExclusionElement.parse(text.text().strip());
            if (element.isEmpty()) {
                text.reportExpected("an item of 'elements'", "an index element and an operator, such as room with =");
            }
            return element;
        }
        return YamlMap.asMap("an item of 'elements'", item).flatMap(map -> {
            Optional<String> element = Keys.requiredSql(map, "element");
            Optional<String> operator = Keys.requiredSql(map, "operator");
            map.rejectUnknownKeys();
            return element.flatMap(e -> operator.map(o -> new Element(e, o)));
        });
    }
}
