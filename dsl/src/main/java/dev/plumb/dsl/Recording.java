package dev.plumb.dsl;

import dev.plumb.schema.Address;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.source.Problems;
import dev.plumb.source.SourceLocation;
import java.util.HashMap;
import java.util.Map;

/** What the builders of one reading share: where calls come from, where things were declared, and what is wrong. */
final class Recording {
    private final CallSites callSites;
    private final Problems problems = new Problems();
    private final Map<Address, SourceLocation> places = new HashMap<>();
    private final Map<ArgumentAddress, SourceLocation> arguments = new HashMap<>();

    Recording(CallSites callSites) {
        this.callSites = callSites;
    }

    /** Where the definition calls a builder just now. */
    SourceLocation here() {
        return callSites.here();
    }

    /** The first place counts. */
    void place(Address address, SourceLocation location) {
        places.putIfAbsent(address, location);
    }

    void place(ArgumentAddress argument, SourceLocation location) {
        arguments.putIfAbsent(argument, location);
    }

    Problems problems() {
        return problems;
    }

    Map<Address, SourceLocation> places() {
        return Map.copyOf(places);
    }

    Map<ArgumentAddress, SourceLocation> arguments() {
        return Map.copyOf(arguments);
    }
}
