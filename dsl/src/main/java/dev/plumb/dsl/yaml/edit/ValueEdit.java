package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import dev.plumb.source.SourceNode.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Changes what belongs to a place of a file, as little as can be. */
final class ValueEdit {
    /** Keys whose map may be empty, or without which a reader does not know what it reads. */
    private static final Set<String> KEPT_EMPTY = Set.of("columns", "composite");

    private YamlFile file;

    ValueEdit(YamlFile file) {
        this.file = file;
    }

    YamlFile file() {
        return file;
    }

    private SourceNode node(Place place) {
        return place.in(file).orElseThrow(() -> new CannotEditException("its place is not found again"));
    }

    private Mapping map(Place place) {
        if (node(place) instanceof Mapping map) {
            return map;
        }
        throw new CannotEditException("it is not in a map");
    }

    private MapEdit mapEdit(Place place) {
        return new MapEdit(file, map(place), writer(place));
    }

    /** What is inside a key stands as much further in as it does around it. */
    private NodeText writer(Place place) {
        int depth = 2;
        for (Place at = place; !at.steps().isEmpty(); at = at.parent()) {
            Optional<SourceNode> outer = at.parent().in(file);
            if (outer.isPresent()
                    && YamlFile.isBlock(node(at))
                    && node(at) instanceof Mapping inner
                    && outer.get() instanceof Mapping around
                    && YamlFile.isBlock(around)) {
                depth = column(inner) - column(around);
                break;
            }
        }
        return new NodeText(" ".repeat(Math.max(1, depth)), file.lineBreak());
    }

    private int column(Mapping map) {
        return file.column(file.start(map.entries().get(0).key()));
    }

    /** Whether there is such a place. */
    boolean has(Place place) {
        return place.in(file).isPresent();
    }

    /**
     * Adds an entry.
     *
     * @param order of the keys that a reader knows; empty: it becomes the last one
     */
    void insert(Place place, String key, SourceNode value, List<String> order) {
        Mapping map = map(place);
        List<Entry> entries = map.entries();
        Optional<Entry> after = entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
        int own = order.indexOf(key);
        if (own >= 0) {
            after = Optional.empty();
            for (Entry entry : entries) {
                int position = order.indexOf(entry.key().value());
                after = position >= 0 && position < own ? Optional.of(entry) : after;
            }
        }
        file = mapEdit(place).insert(after, key, value);
    }

    /** Takes an entry out; the map with it, when it was the last one. */
    void remove(Place place) {
        Place parent = place.parent();
        SourceNode around = node(parent);
        if (around instanceof Sequence list) {
            removeItem(parent, list, ((Place.Item) place.last()).index());
            return;
        }
        Mapping map = map(parent);
        boolean only = map.entries().size() == 1;
        if (only && parent.lastKey().filter(k -> !KEPT_EMPTY.contains(k)).isPresent()) {
            remove(parent);
        } else if (only) {
            file = replaced(parent, "{}");
        } else {
            file = mapEdit(parent)
                    .remove(Place.entry(map, place.lastKey().orElseThrow()).orElseThrow());
        }
    }

    private void removeItem(Place parent, Sequence list, int index) {
        List<SourceNode> items = list.items();
        if (items.size() == 1) {
            remove(parent);
            return;
        }
        SourceNode item = items.get(index);
        if (YamlFile.isBlock(list)) {
            int from = file.lineStart(file.start(item));
            file = file.with(from, file.nextLine(file.end(item)), "");
        } else {
            int from = index == 0 ? file.start(item) : file.end(items.get(index - 1));
            int to = index == 0 ? file.start(items.get(1)) : file.end(item);
            file = file.with(from, to, "");
        }
    }

    private YamlFile replaced(Place place, String value) {
        SourceNode node = node(place);
        int from = file.start(node);
        int key = place.steps().isEmpty() ? from : file.end(keyNode(place)) + 1;
        boolean block = YamlFile.isBlock(node);
        return block ? file.with(key, file.end(node), " " + value) : file.with(from, file.end(node), value);
    }

    private SourceNode keyNode(Place place) {
        return Place.entry(map(place.parent()), place.lastKey().orElseThrow())
                .orElseThrow()
                .key();
    }

    /** Writes another value, whatever stood there. */
    void replace(Place place, SourceNode value) {
        SourceNode node = node(place);
        boolean inBlock = place.parent().in(file).filter(YamlFile::isBlock).isPresent();
        if (!inBlock || place.lastKey().isEmpty()) {
            file = file.with(file.start(node), file.end(node), NodeText.flow(value));
            return;
        }
        SourceNode key = keyNode(place);
        String indentation = " ".repeat(file.column(file.start(key)));
        int from = file.text().indexOf(':', file.end(key)) + 1;
        String text = writer(place.parent()).block(value, indentation);
        write(from, file.end(node), text);
    }

    /** Replaces characters; a comment that stands behind them stays in its line when there are several lines now. */
    private void write(int from, int to, String text) {
        int first = text.indexOf(file.lineBreak());
        String rest = file.text().substring(to, file.nextLine(to)).stripTrailing();
        if (first < 0 || rest.isBlank()) {
            file = file.with(from, to, text);
        } else {
            file = file.with(from, to + rest.length(), text.substring(0, first) + rest + text.substring(first));
        }
    }

    /** Brings a value from one form of it to another; what is the same in both is not touched. */
    void change(Place place, SourceNode before, SourceNode after) {
        SourceNode present = node(place);
        if (present instanceof Scalar && after instanceof Scalar text) {
            scalar(place, text.value());
        } else if (Nodes.isScalars(present) && Nodes.isScalars(after)) {
            file = new ListEdit(file, (Sequence) present, Nodes.scalars(after)).done();
        } else if (present instanceof Mapping && before instanceof Mapping from && after instanceof Mapping to) {
            changeMap(place, Nodes.entries(from), Nodes.entries(to), List.of());
        } else {
            replace(place, after);
        }
    }

    /**
     * Changes the entries of a map.
     *
     * @param before what a map that means the present one would hold, {@code after} the same of the wanted one
     * @param order of its keys; empty: as in {@code after}
     */
    void changeMap(Place place, Map<String, SourceNode> before, Map<String, SourceNode> after, List<String> order) {
        for (Map.Entry<String, SourceNode> wanted : after.entrySet()) {
            String key = wanted.getKey();
            SourceNode former = before.get(key);
            if (former != null && Nodes.isSame(former, wanted.getValue())) {
                continue;
            }
            if (has(place.key(key))) {
                change(place.key(key), former == null ? wanted.getValue() : former, wanted.getValue());
            } else {
                insert(place, key, wanted.getValue(), order.isEmpty() ? known(place, after) : order);
            }
        }
        for (String key : before.keySet()) {
            if (!after.containsKey(key) && has(place.key(key))) {
                remove(place.key(key));
            }
        }
    }

    /** The keys of the wanted map, when something that stands there already is among them. */
    private List<String> known(Place place, Map<String, SourceNode> after) {
        boolean any = after.keySet().stream().anyMatch(k -> has(place.key(k)));
        return any ? new ArrayList<>(after.keySet()) : List.of();
    }

    /** Writes another text in the style of the present one. */
    void scalar(Place place, String text) {
        Scalar present = (Scalar) node(place);
        boolean inFlow = place.parent().in(file).filter(YamlFile::isBlock).isEmpty();
        int from = file.start(present);
        int to = file.end(present);
        Style style = present.style();
        if (style == Style.LITERAL || style == Style.FOLDED) {
            file = file.with(from, to, block(text, file.text().substring(from, to), place));
        } else if (text.indexOf('\n') >= 0
                && YamlQuoting.isBlock(text)
                && !inFlow
                && place.lastKey().isPresent()) {
            String indentation = " ".repeat(file.column(file.start(keyNode(place))));
            NodeText writer = writer(place.parent());
            String header = text.endsWith("\n") ? "|" : "|-";
            write(from, to, header + file.lineBreak() + writer.lines(text, indentation + writer.step()));
        } else if (style == Style.SINGLE_QUOTED || style == Style.DOUBLE_QUOTED) {
            file = file.with(from, to, YamlQuoting.quoted(inline(text, place), quote(style)));
        } else {
            file = file.with(from, to, YamlQuoting.sql(inline(text, place), inFlow));
        }
    }

    /** White space around SQL means nothing; in a comment it does. */
    private static String inline(String text, Place place) {
        return isComment(place) ? text : text.strip();
    }

    private static boolean isComment(Place place) {
        return place.lastKey().filter("comment"::equals).isPresent();
    }

    private static char quote(Style style) {
        return style == Style.SINGLE_QUOTED ? '\'' : '"';
    }

    /** Keeps the indentation, and the first line with its marks where these do not matter: around SQL. */
    private String block(String text, String raw, Place place) {
        String header = raw.lines().findFirst().orElse("|");
        String mark = text.indexOf('\n') >= 0 && header.startsWith(">") ? "|" + header.substring(1) : header;
        if (isComment(place)) {
            mark = text.endsWith("\n") ? mark.replace("-", "") : mark.contains("-") ? mark : mark.charAt(0) + "-";
        }
        String first = raw.lines().skip(1).filter(l -> !l.isBlank()).findFirst().orElse("  ");
        String indentation =
                first.substring(0, first.length() - first.stripLeading().length());
        if (!YamlQuoting.isBlock(text.stripTrailing() + "\n")) {
            throw new CannotEditException("the text cannot stand in a block");
        }
        return mark + file.lineBreak() + new NodeText("", file.lineBreak()).lines(text, indentation);
    }
}
