package dev.plumb.dsl.yaml;

import dev.plumb.schema.Address;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Removal;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the readers of all documents write to, beside the objects that they return. */
final class ReadContext {
    private final Problems problems;
    private final Map<Address, SourceLocation> locations = new LinkedHashMap<>();
    private final Map<ArgumentAddress, SourceLocation> arguments = new LinkedHashMap<>();
    private final List<Removal> removals = new ArrayList<>();
    private boolean complete = true;

    ReadContext(Problems problems) {
        this.problems = problems;
    }

    Problems problems() {
        return problems;
    }

    Map<Address, SourceLocation> locations() {
        return locations;
    }

    Map<ArgumentAddress, SourceLocation> arguments() {
        return arguments;
    }

    List<Removal> removals() {
        return removals;
    }

    void remove(List<Removal> more) {
        removals.addAll(more);
    }

    boolean isComplete() {
        return complete;
    }

    /** Remembers where an address stands; the first place wins. */
    void place(Address address, SourceLocation location) {
        locations.putIfAbsent(address, location);
    }

    void place(ArgumentAddress argument, SourceLocation location) {
        arguments.putIfAbsent(argument, location);
    }

    /** Something that was declared under a name is not in the spec. */
    void lost() {
        complete = false;
    }

    /** Reports a node that is nothing that can be read, so that what it names is lost. */
    void lost(YamlNode node, String what, String expected) {
        node.reportExpected(what, expected);
        lost();
    }

    /** The name of a directory in a message. */
    static String directory(DirectoryPath path) {
        return "directory '" + path + "'";
    }
}
