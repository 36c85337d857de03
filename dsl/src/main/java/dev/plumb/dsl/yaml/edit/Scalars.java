package dev.plumb.dsl.yaml.edit;

import dev.plumb.dsl.yaml.YamlQuoting;
import dev.plumb.source.SourceNode;
import dev.plumb.source.SourceNode.Entry;
import dev.plumb.source.SourceNode.Mapping;
import dev.plumb.source.SourceNode.Scalar;
import dev.plumb.source.SourceNode.Span;
import dev.plumb.source.YamlSource;
import java.util.List;

/** Makes nodes that stand in no file yet. */
final class Scalars {
    private Scalars() {}

    /** A text that is no SQL. */
    static Scalar of(String text) {
        return (Scalar) YamlSource.compose(YamlQuoting.text(text, true)).get(0);
    }

    /** A map over several lines, with one entry. */
    static Mapping map(String name, SourceNode value) {
        return new Mapping(List.of(new Entry(of(name), value)), false, Span.NONE);
    }

    /** A map in braces, with one entry. */
    static Mapping flowMap(String name, SourceNode value) {
        return new Mapping(List.of(new Entry(of(name), value)), true, Span.NONE);
    }
}
