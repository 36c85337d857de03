package dev.plumb.environment;

import dev.plumb.source.Problem;
import dev.plumb.source.Problems;
import dev.plumb.source.Suggestions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is set outside of {@code plumb.yaml}. */
record VariableLayers(Map<String, String> commandLine, Map<String, String> process, Map<String, String> dotenv) {
    /** What configures Plumb itself begins so. */
    private static final String OWN = "PLUMB_";

    VariableLayers {
        commandLine = Map.copyOf(commandLine);
        process = Map.copyOf(process);
        dotenv = Map.copyOf(dotenv);
    }

    static VariableLayers read(
            Path root, Map<String, String> commandLine, Map<String, String> process, Problems problems) {
        return new VariableLayers(commandLine, process, DotenvFile.read(root, problems));
    }

    /** The process environment over {@code .env}: what configures the process itself, such as {@code PGPASSFILE}. */
    Map<String, String> ofProcess() {
        Map<String, String> values = new HashMap<>(dotenv);
        values.putAll(process);
        return Map.copyOf(values);
    }

    /** The value that counts, and where it is from. */
    Optional<Map.Entry<Origin, String>> value(String name) {
        Map<Origin, Map<String, String>> layers = new LinkedHashMap<>();
        layers.put(Origin.COMMAND_LINE, commandLine);
        layers.put(Origin.PROCESS, process);
        layers.put(Origin.DOTENV, dotenv);
        return layers.entrySet().stream()
                .filter(layer -> layer.getValue().containsKey(name))
                .findFirst()
                .map(layer -> Map.entry(layer.getKey(), layer.getValue().getOrDefault(name, "")));
    }

    /** Every value with its origin, by name. */
    Map<String, Map.Entry<Origin, String>> all() {
        Map<String, Map.Entry<Origin, String>> all = new TreeMap<>();
        for (Map<String, String> layer : List.of(commandLine, process, dotenv)) {
            layer.keySet().forEach(name -> value(name).ifPresent(v -> all.put(name, v)));
        }
        return all;
    }

    /**
     * Reports what looks like a variable, but is one only nearly: one of the command line that is not declared, and a misspelt one of Plumb's
     * own. Others that begin like them may be anybody's: a service called plumb gives every container {@code PLUMB_PORT}.
     */
    void checkNames(Set<String> declared, Problems problems) {
        for (String name : new TreeSet<>(commandLine.keySet())) {
            if (!declared.contains(name)) {
                problems.add(new Problem(
                        Optional.empty(),
                        "--var names the variable " + name + ", which is not declared",
                        Optional.of(Suggestions.nearest(name, declared)
                                .map(nearest -> "did you mean " + nearest + "?")
                                .orElse("declare it under 'variables:' at the top of " + Project.FILE))));
            }
        }
        Set<String> known = new TreeSet<>(declared);
        known.addAll(Project.PROCESS_VARIABLES);
        for (String name : new TreeSet<>(ofProcess().keySet())) {
            if (name.startsWith(OWN) && !known.contains(name)) {
                Suggestions.nearest(name, known)
                        .ifPresent(nearest -> problems.add(new Problem(
                                Optional.empty(),
                                "the variable " + name + " means nothing to Plumb",
                                Optional.of("did you mean " + nearest + "?"))));
            }
        }
    }
}
