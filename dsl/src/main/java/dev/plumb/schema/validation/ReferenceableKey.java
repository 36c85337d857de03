package dev.plumb.schema.validation;

import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Index;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What makes the rows of a table different from each other: a primary key, a unique constraint or a whole unique index. */
record ReferenceableKey(String name, List<String> columns, boolean deferrable) {
    static List<ReferenceableKey> of(Table table) {
        Stream<ReferenceableKey> primary = table.constraints(PrimaryKey.class)
                .map(k -> new ReferenceableKey(k.name(), k.columns(), k.deferral() != Deferral.NOT_DEFERRABLE));
        Stream<ReferenceableKey> unique = table.constraints(UniqueConstraint.class)
                .map(k -> new ReferenceableKey(k.name(), k.columns(), k.deferral() != Deferral.NOT_DEFERRABLE));
        Stream<ReferenceableKey> indexes = table.indexes().stream()
                .filter(i -> i.unique() && i.where().isEmpty())
                .flatMap(i -> ofIndex(i).stream());
        return Stream.of(primary, unique, indexes).flatMap(s -> s).toList();
    }

    private static Optional<ReferenceableKey> ofIndex(Index index) {
        List<String> columns = index.elements().stream()
                .flatMap(e -> IndexElements.column(e).stream())
                .toList();
        boolean columnsOnly = columns.size() == index.elements().size();
        return columnsOnly ? Optional.of(new ReferenceableKey(index.name(), columns, false)) : Optional.empty();
    }
}
