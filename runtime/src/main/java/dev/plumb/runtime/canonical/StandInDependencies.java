package dev.plumb.runtime.canonical;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes out of what {@code pg_depend} says of the stand-ins what is only about them. */
final class StandInDependencies {
    private StandInDependencies() {}

    static Set<Dependency> without(Schema schema, Set<Dependency> ofStandIns) {
        Set<Address> ofUniques = indexesForUniques(schema);
        return ofStandIns.stream()
                .filter(d -> !isPartitioning(d) && !ofUniques.contains(d.dependent()))
                .collect(Collectors.toSet());
    }

    /** A partitioned table depends on the columns that it is partitioned by. */
    private static boolean isPartitioning(Dependency d) {
        return d.dependent().kind() == ObjectKind.TABLE
                && d.referenced().kind().isPart()
                && d.referenced().directory().equals(d.dependent().directory())
                && d.referenced().object().equals(d.dependent().object());
    }

    /** The stand-in of a unique constraint is an index of the same name. */
    private static Set<Address> indexesForUniques(Schema schema) {
        return schema.directories().stream()
                .flatMap(d -> d.objects(Table.class).flatMap(t -> t.constraints(UniqueConstraint.class)
                        .map(u -> t.address(d.path()).child(ObjectKind.INDEX, u.name()))))
                .collect(Collectors.toSet());
    }
}
