package dev.plumb.runtime.policy;

import dev.plumb.dsl.yaml.RemovalWriter;
import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Safety;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Removal;
import dev.plumb.schema.Spec;
import dev.plumb.source.SourceLocation;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a spec says is meant to be gone, against what is managed and what a plan drops. */
public record Removals(List<Removal> all) {
    private static final String REASON = "why it goes";

    public Removals {
        all = List.copyOf(all);
    }

    /** Whether an address is to be left alone from now on. */
    public boolean forgets(Address address) {
        return all.stream().anyMatch(r -> r.action() == Removal.Action.FORGET && r.covers(address));
    }

    /** Whether an address is of a table or column whose rows or values are to be kept. */
    public boolean keeps(Address address) {
        return all.stream().anyMatch(r -> r.keeps(address));
    }

    /** Of what is managed, what is said to be forgotten, each by where that stands; not what only goes with it. */
    public Map<Address, SourceLocation> forgotten(Set<Address> managed) {
        Map<Address, SourceLocation> forgotten = new TreeMap<>();
        for (Address address : managed) {
            all.stream()
                    .filter(r -> r.action() == Removal.Action.FORGET && r.isOf(address))
                    .findFirst()
                    .ifPresent(r -> forgotten.put(address, r.location()));
        }
        return forgotten;
    }

    /** Those that a plan carries out: once the thing is gone, a removal says nothing. */
    public List<Removal> carriedOut(Plan plan) {
        return all.stream()
                .filter(r -> r.action() != Removal.Action.FORGET)
                .filter(r -> plan.changes().stream().anyMatch(c -> isRemoval(c) && r.covers(c.address())))
                .toList();
    }

    /** Whether a change takes something away that holds data or that others may use. */
    static boolean isRemoval(Change change) {
        return change.action() == Action.DROP && change.safety() == Safety.DESTRUCTIVE;
    }

    /**
     * What to write into the files so that these changes are meant: one text for each file, with the indentation that it has there.
     *
     * @param changes removals
     */
    public static String paste(List<Change> changes, Spec spec) {
        Map<DirectoryPath, List<Change>> byDirectory = changes.stream()
                .collect(Collectors.groupingBy(c -> c.address().directory(), TreeMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        byDirectory.forEach((directory, removed) -> {
            Optional<Removal> neighbour = spec.removals().stream()
                    .filter(r -> r.directory().equals(directory))
                    .filter(r -> r.location().file().endsWith("ml"))
                    .max(Comparator.comparing(Removal::location));
            Optional<String> file = neighbour.map(r -> r.location().file()).or(() -> file(removed, spec));
            text.append(file.map(f -> "To remove this on purpose, add to " + f + ":\n\n")
                    .orElse("To remove this on purpose, write a file below schema/:\n\ndir: " + directory + "\n"));
            if (neighbour.isEmpty()) {
                text.append("removed:\n");
            }
            // The dash and its blank stand before the item.
            int indent =
                    neighbour.map(r -> Math.max(0, r.location().column() - 3)).orElse(2);
            removed.forEach(c -> text.append(" ".repeat(indent))
                    .append("- ")
                    .append(RemovalWriter.write(c.address(), Removal.Action.PURGE, REASON))
                    .append('\n'));
            text.append('\n');
        });
        return text.toString();
    }

    /** The YAML file in which what loses something is declared, else the first that declares anything of the directory. */
    private static Optional<String> file(List<Change> removed, Spec spec) {
        DirectoryPath directory = removed.get(0).address().directory();
        Set<Optional<String>> losers =
                removed.stream().map(c -> c.address().object()).collect(Collectors.toSet());
        return spec.locations().entrySet().stream()
                .filter(e -> e.getKey().directory().equals(directory))
                .filter(e -> e.getValue().file().endsWith(".yaml")
                        || e.getValue().file().endsWith(".yml"))
                .min(Comparator.comparing((Map.Entry<Address, SourceLocation> e) ->
                                !losers.contains(e.getKey().object()))
                        .thenComparing(Map.Entry::getValue))
                .map(e -> e.getValue().file());
    }
}
