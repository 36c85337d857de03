package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.edit.YamlFile.Splice;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Adds entries to a map and takes them out, in the style in which the map is written. */
final class MapEdit {
    /** What may stand between two entries in braces. */
    private static final Pattern SEPARATOR = Pattern.compile("\\s*,\\s*");

    private final YamlFile file;
    private final Mapping map;
    private final NodeText writer;

    MapEdit(YamlFile file, Mapping map, NodeText writer) {
        this.file = file;
        this.map = map;
        this.writer = writer;
    }

    /**
     * The file with one more entry.
     *
     * @param after the entry that it is to follow; absent: it becomes the first one
     */
    YamlFile insert(Optional<Entry> after, String key, SourceNode value) {
        if (map.entries().isEmpty()) {
            return file.with(file.start(map), file.end(map), "{" + Nodes.key(key) + ": " + NodeText.flow(value) + "}");
        }
        if (!YamlFile.isBlock(map)) {
            return insertInBraces(after, Nodes.key(key) + ": " + NodeText.flow(value));
        }
        int first = file.start(map.entries().get(0).key());
        String indentation = " ".repeat(file.column(first));
        String entry = indentation + Nodes.key(key) + ":" + writer.block(value, indentation);
        if (after.isEmpty()) {
            refuseInline(first);
            int at = ownLines(first);
            return file.with(at, at, entry + file.lineBreak());
        }
        String gap = isSpaced() ? file.lineBreak() : "";
        int at = file.nextLine(file.end(after.get()));
        boolean closed = at > 0 && file.text().charAt(at - 1) == '\n';
        return closed
                ? file.with(at, at, gap + entry + file.lineBreak())
                : file.with(at, at, file.lineBreak() + gap + entry);
    }

    private YamlFile insertInBraces(Optional<Entry> after, String entry) {
        List<Entry> entries = map.entries();
        if (after.isEmpty()) {
            int at = file.start(entries.get(0).key());
            return file.with(at, at, entry + ", ");
        }
        int at = file.end(after.get());
        int line = file.nextLine(at);
        boolean lastOfLine =
                line <= file.end(map) && file.text().substring(at, line).strip().matches(",?\\s*(#.*)?");
        if (!lastOfLine) {
            return file.with(at, at, ", " + entry);
        }
        String indentation = " ".repeat(file.column(file.start(after.get().key())));
        boolean comma = file.text().substring(at, line).strip().startsWith(",");
        List<Splice> splices = new ArrayList<>();
        splices.add(new Splice(line, line, indentation + entry + (comma ? "," : "") + file.lineBreak()));
        if (!comma) {
            splices.add(new Splice(at, at, ","));
        }
        return file.with(splices);
    }

    /** Whether its entries stand apart, as tables often do. */
    private boolean isSpaced() {
        List<Entry> entries = map.entries();
        boolean outermost = file.column(file.start(entries.get(0).key())) == 0;
        int from = outermost ? entries.size() - 1 : Math.min(1, entries.size() - 1);
        return entries.subList(from, entries.size()).stream()
                .mapToInt(e -> ownLines(file.start(e.key())))
                .allMatch(line -> line > 0 && file.line(line - 1).isBlank());
    }

    /** The file without an entry, which is not the only one. */
    YamlFile remove(Entry entry) {
        return YamlFile.isBlock(map) ? removeLines(entry) : removeFromBraces(entry);
    }

    private YamlFile removeLines(Entry entry) {
        int key = file.start(entry.key());
        refuseInline(key);
        int from = ownLines(key);
        int to = file.nextLine(file.end(entry));
        boolean gapBefore = from > 0 && file.line(from - 1).isBlank();
        boolean gapAfter = to == file.text().length() || file.line(to).isBlank();
        if (gapBefore && gapAfter) {
            from = file.lineStart(from - 1);
        }
        return file.with(from, to, "");
    }

    /** In the line of a dash there is something before the first key. */
    private void refuseInline(int key) {
        if (!file.beginsLine(key)) {
            throw new CannotEditException("its key does not begin a line");
        }
    }

    private YamlFile removeFromBraces(Entry entry) {
        List<Entry> entries = map.entries();
        int index = entries.indexOf(entry);
        int from = file.start(entry.key());
        int to = file.end(entry);
        if (isAloneOnItsLines(from, to)) {
            List<Splice> splices = new ArrayList<>();
            splices.add(new Splice(ownLines(from), file.nextLine(to), ""));
            boolean comma = file.text().substring(to, file.nextLine(to)).strip().startsWith(",");
            if (index == entries.size() - 1 && !comma) {
                int before = file.end(entries.get(index - 1));
                int at = file.text().indexOf(',', before);
                splices.add(new Splice(at, at + 1, ""));
            }
            return file.with(splices);
        }
        int begin = index == 0 ? from : file.end(entries.get(index - 1));
        int end = index == 0 ? file.start(entries.get(1).key()) : to;
        String between =
                index == 0 ? file.text().substring(to, end) : file.text().substring(begin, from);
        if (!SEPARATOR.matcher(between).matches()) {
            throw new CannotEditException("a comment stands between it and its neighbour in the braces");
        }
        return file.with(begin, end, "");
    }

    private boolean isAloneOnItsLines(int from, int to) {
        String rest = file.text().substring(to, file.nextLine(to)).strip();
        return file.beginsLine(from) && rest.matches(",?\\s*(#.*)?");
    }

    /** Where the lines of an entry begin: with the comments right above it. */
    private int ownLines(int key) {
        int from = file.lineStart(key);
        int column = file.column(key);
        while (from > 0) {
            String above = file.line(from - 1);
            boolean comment = above.stripLeading().startsWith("#")
                    && above.length() - above.stripLeading().length() == column;
            if (!comment) {
                return from;
            }
            from = file.lineStart(from - 1);
        }
        return from;
    }
}
