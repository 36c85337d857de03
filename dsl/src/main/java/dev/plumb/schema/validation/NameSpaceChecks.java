package dev.plumb.schema.validation;

import static dev.plumb.schema.validation.Findings.describe;

import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two things with one name. PostgreSQL keeps relations, composite types and indexes (also those behind constraints) under one set
 * of names per schema, types and whatever has a row type under another, and a table's columns and constraints under two more.
 */
final class NameSpaceChecks {
    private static final Set<ObjectKind> CLASSES = EnumSet.of(
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.SEQUENCE,
            ObjectKind.COMPOSITE,
            ObjectKind.INDEX,
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.EXCLUSION);
    private static final Set<ObjectKind> TYPES = EnumSet.of(
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE,
            ObjectKind.TABLE,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW);
    private static final Set<ObjectKind> CONSTRAINTS = EnumSet.of(
            ObjectKind.PRIMARY_KEY, ObjectKind.UNIQUE, ObjectKind.FOREIGN_KEY, ObjectKind.CHECK, ObjectKind.EXCLUSION);

    private final Findings problems;

    NameSpaceChecks(Findings problems) {
        this.problems = problems;
    }

    void check(Schema schema) {
        for (Directory directory : schema.directories()) {
            Map<String, List<Address>> byName = new HashMap<>();
            Addressed.of(directory).map(Addressed::address).forEach(a -> byName.computeIfAbsent(
                            a.name(), n -> new ArrayList<>())
                    .add(a));
            byName.values().forEach(this::sharing);
            directory.objects(DomainType.class).forEach(d -> domain(d, d.address(directory.path())));
        }
    }

    private void sharing(List<Address> addresses) {
        for (int i = 1; i < addresses.size(); i++) {
            Address second = addresses.get(i);
            addresses.subList(0, i).stream()
                    .filter(first -> collide(first, second))
                    .findFirst()
                    .ifPresent(first -> report(first, second));
        }
    }

    private static boolean collide(Address first, Address second) {
        boolean oneDirectory = share(CLASSES, first, second) || share(TYPES, first, second);
        boolean oneObject = first.object().equals(second.object())
                && (share(CONSTRAINTS, first, second) || share(EnumSet.of(ObjectKind.COLUMN), first, second));
        return oneDirectory || oneObject;
    }

    private static boolean share(Set<ObjectKind> space, Address first, Address second) {
        return space.contains(first.kind()) && space.contains(second.kind());
    }

    private void report(Address first, Address second) {
        String message = first.equals(second)
                ? describe(second) + " is declared twice"
                : describe(second) + " has the same name as " + describe(first);
        problems.add(second, message, "give one of them another name");
    }

    private void domain(DomainType domain, Address address) {
        Set<String> names = new HashSet<>();
        domain.checks().stream()
                .filter(c -> !names.add(c.name()))
                .forEach(c -> problems.add(
                        address,
                        describe(address) + " has two checks called '" + c.name() + "'",
                        "give one another name"));
    }
}
