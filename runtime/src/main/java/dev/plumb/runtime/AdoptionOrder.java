package dev.plumb.runtime;

import dev.plumb.plan.drift.Difference;
import dev.plumb.schema.ObjectKind;
import java.util.Comparator;
import java.util.List;

/** In which order differences are taken into files: nothing may stand there for a moment without what it needs. */
final class AdoptionOrder {
    /** What others need comes first. */
    private static final List<ObjectKind> APPEARING = List.of(
            ObjectKind.DIRECTORY,
            ObjectKind.ENUM,
            ObjectKind.DOMAIN,
            ObjectKind.COMPOSITE,
            ObjectKind.SEQUENCE,
            ObjectKind.TABLE,
            ObjectKind.COLUMN,
            ObjectKind.PRIMARY_KEY,
            ObjectKind.UNIQUE,
            ObjectKind.CHECK,
            ObjectKind.FOREIGN_KEY,
            ObjectKind.EXCLUSION,
            ObjectKind.INDEX,
            ObjectKind.VIEW,
            ObjectKind.MATERIALIZED_VIEW,
            ObjectKind.OTHER);

    private AdoptionOrder() {}

    static List<Difference> of(List<Difference> differences) {
        return differences.stream()
                .sorted(Comparator.comparing(AdoptionOrder::position).thenComparing(Difference::address))
                .toList();
    }

    /** What goes goes first, from the last kind to the first. */
    private static int position(Difference difference) {
        int kind = APPEARING.indexOf(difference.address().kind());
        return difference.live() ? kind : -1 - kind;
    }
}
