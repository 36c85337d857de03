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
import java.util.Objects;
import java.util.Optional;
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
            Map<Slot, Address> taken = new HashMap<>();
            Addressed.of(directory).map(Addressed::address).forEach(a -> place(a, taken));
            directory.objects(DomainType.class).forEach(d -> domain(d, d.address(directory.path())));
        }
    }

    private void place(Address address, Map<Slot, Address> taken) {
        List<Slot> slots = Slot.of(address);
        slots.stream().map(taken::get).filter(Objects::nonNull).findFirst().ifPresent(first -> report(first, address));
        slots.forEach(slot -> taken.putIfAbsent(slot, address));
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

    /** The names among which a name must be the only one. */
    private enum Space {
        CLASSES,
        TYPES,
        CONSTRAINTS,
        COLUMNS
    }

    /**
     * One name in one space of a directory.
     *
     * @param object whose space it is; absent when it is the directory's
     */
    private record Slot(Space space, Optional<String> object, String name) {
        static List<Slot> of(Address address) {
            List<Slot> slots = new ArrayList<>();
            if (CLASSES.contains(address.kind())) {
                slots.add(new Slot(Space.CLASSES, Optional.empty(), address.name()));
            }
            if (TYPES.contains(address.kind())) {
                slots.add(new Slot(Space.TYPES, Optional.empty(), address.name()));
            }
            if (CONSTRAINTS.contains(address.kind())) {
                slots.add(new Slot(Space.CONSTRAINTS, address.object(), address.name()));
            }
            if (address.kind() == ObjectKind.COLUMN) {
                slots.add(new Slot(Space.COLUMNS, address.object(), address.name()));
            }
            return slots;
        }
    }
}
