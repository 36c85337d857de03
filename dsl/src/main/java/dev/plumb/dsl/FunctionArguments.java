package dev.plumb.dsl;

import dev.plumb.schema.Address;
import dev.plumb.schema.Argument;
import dev.plumb.schema.ArgumentAddress;
import dev.plumb.source.SourceLocation;
import java.util.HashMap;
import java.util.Map;

/** The arguments of one function with their places. */
final class FunctionArguments {
    private final Map<String, Argument> arguments = new HashMap<>();
    private final Map<String, SourceLocation> places = new HashMap<>();

    void put(String parameter, Argument argument, SourceLocation location) {
        arguments.put(parameter, argument);
        places.put(parameter, location);
    }

    boolean isEmpty() {
        return arguments.isEmpty();
    }

    /** @param owner what the function computes */
    Map<String, Argument> build(Recording recording, Address owner) {
        places.forEach((parameter, location) -> recording.place(new ArgumentAddress(owner, parameter), location));
        return arguments;
    }
}
