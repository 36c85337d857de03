package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code renamed_from}: an old name belongs to one thing, and to none that is still declared under it. */
final class RenameChecks {
    private final Findings problems;

    RenameChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        claims(schema.directories().stream()
                .collect(Collectors.toMap(
                        d -> d.path().toString(),
                        d -> new Addressed(d.address(), d.declaration().renamedFrom()),
                        (first, second) -> first,
                        LinkedHashMap::new)));
        for (Directory directory : schema.directories()) {
            Map<Scope, Map<String, Addressed>> scopes = Addressed.of(directory)
                    .collect(Collectors.groupingBy(
                            a -> Scope.of(a.address()),
                            LinkedHashMap::new,
                            Collectors.toMap(
                                    a -> a.address().name(), a -> a, (first, second) -> first, LinkedHashMap::new)));
            scopes.values().forEach(this::claims);
        }
    }

    /** Things that a former name could mean: of one kind and in one place. */
    private record Scope(ObjectKind kind, Optional<String> object) {
        static Scope of(Address address) {
            return new Scope(address.kind(), address.part().flatMap(p -> address.object()));
        }
    }

    private void claims(Map<String, Addressed> declared) {
        Map<String, Address> claimed = new HashMap<>();
        declared.forEach((name, thing) -> thing.renamedFrom().forEach(old -> {
            Address at = thing.address();
            Optional<Address> other = Optional.ofNullable(claimed.putIfAbsent(old, at));
            other.ifPresent(o -> problems.add(
                    at,
                    "renamed_from of " + describe(at) + " names '" + old + "', "
                            + (o.equals(at) ? "and names it twice" : "which " + describe(o) + " names too"),
                    "an old name became one thing: keep it in one place"));
            if (old.isEmpty()) {
                problems.add(at, "renamed_from of " + describe(at) + " holds an empty name");
            } else if (other.isEmpty() && declared.containsKey(old)) {
                stillDeclared(name, old, at, declared);
            }
        }));
    }

    private void stillDeclared(String name, String old, Address at, Map<String, Addressed> declared) {
        if (name.equals(old)) {
            problems.add(at, "renamed_from of " + describe(at) + " names the thing itself", "remove it");
        } else if (leadsBack(old, name, declared)) {
            problems.add(
                    at,
                    "renamed_from of " + describe(at) + " names '" + old + "', and that one's leads back here",
                    "rename in two deploys, with a name in between");
        } else {
            problems.add(
                    at,
                    "renamed_from of " + describe(at) + " names '" + old + "', which is still declared",
                    "remove the declaration of '" + old + "' or the renamed_from");
        }
    }

    private static boolean leadsBack(String from, String to, Map<String, Addressed> declared) {
        Collection<String> reached = new java.util.LinkedHashSet<>(List.of(from));
        boolean grown = true;
        while (grown && !reached.contains(to)) {
            grown = reached.addAll(List.copyOf(reached).stream()
                    .filter(declared::containsKey)
                    .flatMap(n -> Optional.ofNullable(declared.get(n)).stream())
                    .flatMap(a -> a.renamedFrom().stream())
                    .toList());
        }
        return reached.contains(to);
    }
}
