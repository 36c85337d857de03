package dev.plumb.plan.diff;

import dev.plumb.plan.Action;
import dev.plumb.plan.Hazard;
import dev.plumb.schema.Address;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import java.util.List;
import java.util.Optional;

/**
 * Something on a table or materialized view.
 *
 * @param <T> its record
 */
abstract class PartComparison<T> extends Comparison<T> {
    final Address relation;

    PartComparison(Context context, Address relation, Address address, Optional<T> live, Optional<T> desired) {
        super(context, address, live, desired);
        this.relation = relation;
    }

    final boolean hasRows() {
        return context.hasRows(relation);
    }

    final String rows() {
        return context.rowsInWords(relation);
    }

    /** Holds up readers and writers of the relation. */
    final Statement locking(String sql) {
        return Statement.of(sql, context.lockable(relation));
    }

    final Statement dropping() {
        return locking(context.ddl().objects().drop(address));
    }

    /** Hazards that only rows bring. */
    final List<Hazard> onRows(Hazard... hazards) {
        return hasRows() ? List.of(hazards) : List.of();
    }

    /**
     * What was built over the columns that take the places of others, and takes the place of this at the same moment.
     *
     * @param next the index to be built, under a name of its own
     * @param adding what makes it this
     */
    final Edit swapped(Verdict verdict, List<Hazard> hazards, Index next, List<Statement> adding) {
        return disturbing(
                Disturbance.SWAPPED,
                verdict,
                hazards,
                List.of(
                        new Task(
                                relation.child(ObjectKind.INDEX, next.name()),
                                Task.Role.ADD,
                                address,
                                Task.Phase.VALIDATE,
                                ConcurrentIndex.anew(context, relation, next)),
                        task(Task.Role.DROP, Task.Phase.VALIDATE, List.of(dropping())),
                        task(Task.Role.ADD, Task.Phase.VALIDATE, adding)));
    }

    final String finding(String from) {
        return "select count(*) from " + from;
    }

    final String relationName() {
        return context.physicalName(relation);
    }

    /** What comes back as it was held for the rows that are there. */
    static List<Hazard> comingBack(Verdict verdict, List<Hazard> hazards) {
        return verdict.action() == Action.RECREATE
                ? hazards.stream()
                        .filter(h -> h.kind() != Hazard.Kind.MAY_FAIL_ON_ROWS)
                        .toList()
                : hazards;
    }
}
