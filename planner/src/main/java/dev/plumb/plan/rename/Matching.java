package dev.plumb.plan.rename;

import dev.plumb.plan.Blocker;
import dev.plumb.schema.Address;
import dev.plumb.source.SourceLocation;
import dev.plumb.source.Suggestions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out which siblings take over which existing names. A hint is satisfied once the new name exists; until then the newest
 * former name that exists is the one meant.
 */
final class Matching {
    private final Siblings siblings;
    private final Map<Address, SourceLocation> locations;
    private final Map<String, String> formerNames = new TreeMap<>();
    private final List<Blocker> blockers = new ArrayList<>();

    private Matching(Siblings siblings, Map<Address, SourceLocation> locations) {
        this.siblings = siblings;
        this.locations = locations;
    }

    static Matching of(Siblings siblings, Map<Address, SourceLocation> locations) {
        Matching matching = new Matching(siblings, locations);
        matching.match();
        matching.explain();
        return matching;
    }

    /** The former name by new name, so ordered that a name is given up before it is taken. */
    Map<String, String> formerNames() {
        Map<String, String> ordered = new LinkedHashMap<>();
        while (ordered.size() < formerNames.size()) {
            int before = ordered.size();
            formerNames.forEach((name, former) -> {
                boolean free = !siblings.live().contains(name) || ordered.containsValue(name);
                if (free && !ordered.containsKey(name)) {
                    ordered.put(name, former);
                }
            });
            if (ordered.size() == before) {
                throw new IllegalStateException("renames in a circle were not refused: " + formerNames);
            }
        }
        return ordered;
    }

    List<Blocker> blockers() {
        return blockers;
    }

    /** A name that exists is free once another sibling takes its bearer over, so that a chain may need several rounds. */
    private void match() {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Map.Entry<String, List<String>> entry : siblings.declared().entrySet()) {
                String name = entry.getKey();
                Collection<String> taken = formerNames.values();
                boolean free = !siblings.live().contains(name) || taken.contains(name);
                if (!free || formerNames.containsKey(name)) {
                    continue;
                }
                Optional<String> former = entry.getValue().stream()
                        .filter(siblings.live()::contains)
                        .filter(f -> !taken.contains(f))
                        .findFirst();
                if (former.isPresent()) {
                    formerNames.put(name, former.get());
                    moved = true;
                }
            }
        }
    }

    private void explain() {
        siblings.declared().forEach((name, hints) -> {
            if (hints.isEmpty()) {
                return;
            }
            Optional<String> former = Optional.ofNullable(formerNames.get(name));
            if (former.isPresent()) {
                refuseSharedName(name, former.get());
            } else if (siblings.live().contains(name)) {
                refuseBothNames(name, hints);
            } else if (siblings.placeManaged()) {
                refuseUnmatched(name, hints);
            }
        });
        blockers.forEach(b -> formerNames.remove(b.address().name()));
    }

    /** The former name is declared again, and nothing else takes it over: two things want what there is one of. */
    private void refuseSharedName(String name, String former) {
        if (siblings.declared().containsKey(former) && !formerNames.containsKey(former)) {
            block(
                    name,
                    "it is declared as renamed from " + former + ", but " + former
                            + " is declared too and only one exists",
                    "take renamed_from away to create " + name + ", or take the declaration of " + former
                            + " away to rename it");
        }
    }

    private void refuseBothNames(String name, List<String> hints) {
        hints.stream()
                .filter(siblings.live()::contains)
                .filter(f -> !siblings.declared().containsKey(f) && !formerNames.containsValue(f))
                .filter(f ->
                        siblings.managed().contains(f) || !siblings.managed().contains(name))
                .findFirst()
                .ifPresent(former -> block(
                        name,
                        "it is declared as renamed from " + former + ", but both names exist",
                        "take renamed_from away, so that " + former
                                + " goes as no longer declared, or rename or drop one of the two by hand"));
    }

    private void refuseUnmatched(String name, List<String> hints) {
        List<String> undeclared = new TreeSet<>(siblings.live())
                .stream().filter(l -> !siblings.declared().containsKey(l)).toList();
        String remedy = Suggestions.nearest(hints.get(0), undeclared)
                .map(n -> "did you mean renamed_from: " + n + "?")
                .orElse("take renamed_from away to create it");
        block(
                name,
                "it is declared as renamed from " + String.join(", ", hints)
                        + ", but neither it nor any of these exists",
                remedy);
    }

    private void block(String name, String message, String remedy) {
        Address address = Objects.requireNonNull(siblings.addresses().get(name));
        blockers.add(new Blocker(address, message, remedy, Optional.ofNullable(locations.get(address))));
    }
}
