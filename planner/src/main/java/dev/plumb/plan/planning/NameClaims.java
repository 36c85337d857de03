package dev.plumb.plan.planning;

import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Names that one thing must give up before another can take them. */
final class NameClaims {
    /** Calls back for each pair of different things that claim one name in one of PostgreSQL's name spaces. */
    void forEachConflict(Collection<Address> addresses, BiConsumer<Address, Address> conflict) {
        Map<String, List<Address>> byName = new HashMap<>();
        for (Address address : addresses) {
            for (String claim : claims(address)) {
                byName.computeIfAbsent(claim, c -> new ArrayList<>()).add(address);
            }
        }
        for (List<Address> claimants : byName.values()) {
            for (Address one : claimants) {
                for (Address other : claimants) {
                    if (!one.equals(other)) {
                        conflict.accept(one, other);
                    }
                }
            }
        }
    }

    private static List<String> claims(Address address) {
        String schema = address.directory().toString();
        String relation = "relation " + schema + " " + address.name();
        String type = "type " + schema + " " + address.name();
        String constraint = "constraint " + Containers.objectKey(address) + " " + address.name();
        return switch (address.kind()) {
            case TABLE, VIEW, MATERIALIZED_VIEW, COMPOSITE -> List.of(relation, type);
            case SEQUENCE, INDEX -> List.of(relation);
            case ENUM, DOMAIN -> List.of(type);
            case PRIMARY_KEY -> List.of(relation, constraint, "primary key of " + Containers.objectKey(address));
            case UNIQUE, EXCLUSION -> List.of(relation, constraint);
            case FOREIGN_KEY, CHECK -> List.of(constraint);
            case DIRECTORY, COLUMN, OTHER -> List.of();
        };
    }
}
