package dev.plumb.source;

import java.util.List;

/** A sequence of nodes. */
public final class YamlList implements YamlNode {
    private final SourceLocation location;
    private final Problems problems;
    private final List<YamlNode> items;

    YamlList(SourceLocation location, Problems problems, List<YamlNode> items) {
        this.location = location;
        this.problems = problems;
        this.items = List.copyOf(items);
    }

    public List<YamlNode> items() {
        return items;
    }

    public int size() {
        return items.size();
    }

    @Override
    public SourceLocation location() {
        return location;
    }

    @Override
    public Problems problems() {
        return problems;
    }

    @Override
    public String description() {
        return items.isEmpty() ? "an empty list" : "a list";
    }
}
