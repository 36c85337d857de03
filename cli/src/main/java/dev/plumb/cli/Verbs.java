package dev.plumb.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The commands by name, in the order of the help; made only when asked for. */
final class Verbs {
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    Verbs(Surroundings surroundings, GlobalOptions globals) {
        Session session = new Session(surroundings, globals);
        commands.put("init", () -> new InitCommand(session));
    }

    List<String> names() {
        return List.copyOf(commands.keySet());
    }

    /** The picocli command of one of the {@link #names()}. */
    Object command(String name) {
        return Objects.requireNonNull(commands.get(name)).get();
    }
}
