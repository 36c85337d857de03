package dev.plumb.dsl.yaml.edit;

import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Sequence;
import dev.plumb.source.YamlSource;
import java.util.ArrayList;
import java.util.List;

/** A well-formed YAML file whose nodes know where they stand in its text. */
final class YamlFile {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final int bodyStart;
    private final List<SourceNode> documents;

    private YamlFile(String text) {
        this.text = text;
        this.bodyStart = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
        this.documents = List.copyOf(YamlSource.compose(text.substring(bodyStart)));
    }

    static YamlFile of(String text) {
        return new YamlFile(text);
    }

    String text() {
        return text;
    }

    List<SourceNode> documents() {
        return documents;
    }

    /** The line break that the file uses. */
    String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    int start(SourceNode node) {
        return bodyStart + node.span().start();
    }

    /** Behind the last character of a value; comments and white space after it are not part of it. */
    int end(SourceNode node) {
        if (node instanceof Scalar scalar) {
            int end = bodyStart + scalar.span().end();
            return scalar.isBlock()
                    ? start(scalar)
                            + text.substring(start(scalar), end).stripTrailing().length()
                    : end;
        }
        if (node instanceof Mapping mapping && isBlock(mapping)) {
            List<Entry> entries = mapping.entries();
            return end(entries.get(entries.size() - 1));
        }
        if (node instanceof Sequence sequence && isBlock(sequence)) {
            List<SourceNode> items = sequence.items();
            return end(items.get(items.size() - 1));
        }
        return bodyStart + node.span().end();
    }

    int end(Entry entry) {
        return end(entry.value());
    }

    static boolean isBlock(SourceNode node) {
        return node instanceof Mapping mapping
                ? !mapping.flow() && !mapping.entries().isEmpty()
                : node instanceof Sequence sequence
                        && !sequence.flow()
                        && !sequence.items().isEmpty();
    }

    int lineStart(int offset) {
        return text.lastIndexOf('\n', offset - 1) + 1;
    }

    /** The beginning of the next line, or the end of the text. */
    int nextLine(int offset) {
        int end = text.indexOf('\n', offset);
        return end < 0 ? text.length() : end + 1;
    }

    String line(int offset) {
        return text.substring(lineStart(offset), nextLine(offset));
    }

    /** The white space that a line begins with, when there is nothing else before the offset. */
    boolean beginsLine(int offset) {
        return text.substring(lineStart(offset), offset).isBlank();
    }

    int column(int offset) {
        return text.codePointCount(lineStart(offset), offset);
    }

    /** The same file with some of its characters replaced. */
    YamlFile with(List<Splice> splices) {
        List<Splice> sorted = new ArrayList<>(splices);
        sorted.sort((a, b) -> Integer.compare(b.from(), a.from()));
        StringBuilder changed = new StringBuilder(text);
        sorted.forEach(s -> changed.replace(s.from(), s.to(), s.by()));
        return of(changed.toString());
    }

    YamlFile with(int from, int to, String by) {
        return with(List.of(new Splice(from, to, by)));
    }

    /** Characters to be replaced. */
    record Splice(int from, int to, String by) {}
}
