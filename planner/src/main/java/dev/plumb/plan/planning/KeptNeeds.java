package dev.plumb.plan.planning;

import dev.plumb.plan.diff.Dependencies;
import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.sql.SqlNames;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What cannot go before a table or column that is kept: types, and the sequences of a table's defaults. */
record KeptNeeds(Schema schema, Dependencies live) {
    private static final Set<ObjectKind> TYPES = Set.of(ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.COMPOSITE);

    /** In the order of their addresses. */
    Set<Address> of(Address kept) {
        Set<Address> needed = new TreeSet<>();
        if (kept.part().isPresent()) {
            live.referencedBy(kept).stream()
                    .flatMap(t -> isOfDomain(kept, t) ? beneath(t) : Stream.of(t))
                    .filter(t -> TYPES.contains(t.kind()))
                    .forEach(needed::add);
            return needed;
        }
        live.dependents().stream()
                .filter(d -> d.equals(kept) || isColumnOf(d, kept))
                .flatMap(d -> live.referencedBy(d).stream())
                .filter(n -> TYPES.contains(n.kind()) || n.kind() == ObjectKind.SEQUENCE)
                .forEach(needed::add);
        return needed;
    }

    private static boolean isColumnOf(Address column, Address table) {
        return column.kind() == ObjectKind.COLUMN
                && Containers.objectKey(column).equals(Containers.objectKey(table));
    }

    /** A column by itself is kept without its default, and of a domain with the type beneath. */
    private Stream<Address> beneath(Address domain) {
        return live.referencedBy(domain).stream()
                .flatMap(t -> t.kind() == ObjectKind.DOMAIN ? beneath(t) : Stream.of(t));
    }

    private boolean isOfDomain(Address column, Address type) {
        return type.kind() == ObjectKind.DOMAIN
                && type(column)
                        .equals(Optional.of(SqlNames.qualified(type.directory().schemaName(), type.name())));
    }

    private Optional<String> type(Address column) {
        return schema.directory(column.directory())
                .flatMap(d -> d.table(column.object().orElseThrow()))
                .flatMap(t -> t.column(column.name()))
                .map(Column::type);
    }
}
