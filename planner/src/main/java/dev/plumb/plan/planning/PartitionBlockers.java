package dev.plumb.plan.planning;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.diff.Comparison;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Edit;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.PartitionKey;
import dev.plumb.schema.PartitionOf;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL cannot change about how a table is partitioned. */
final class PartitionBlockers {
    private final Context context;
    private final Address address;
    private final List<Blocker> blockers = new ArrayList<>();

    private PartitionBlockers(Context context, Address address) {
        this.context = context;
        this.address = address;
    }

    /** @param parts of the object, compared */
    static List<Blocker> of(
            Context context, Address address, SchemaObject live, SchemaObject desired, List<Comparison<?>> parts) {
        PartitionBlockers found = new PartitionBlockers(context, address);
        if (live instanceof Table from && desired instanceof Table to) {
            found.key(from.partitioning().key(), to.partitioning().key());
            found.parent(from.partitioning().of(), to.partitioning().of());
            from.partitioning().key().ifPresent(key -> found.keyColumns(key.columns(from), parts));
        }
        return found.blockers;
    }

    private void key(Optional<PartitionKey> live, Optional<PartitionKey> desired) {
        if (!live.equals(desired)) {
            block(
                    address,
                    "partition_by: " + words(live) + " -> " + words(desired)
                            + ": PostgreSQL cannot change how a table that is there is partitioned",
                    "declare a second table partitioned the new way, copy the rows, let the applications use it, and take"
                            + " this one away; or say if_exists: replace to drop this one with its rows");
        }
    }

    private static String words(Optional<PartitionKey> key) {
        return key.map(Object::toString).orElse("not partitioned");
    }

    private void parent(Optional<PartitionOf> live, Optional<PartitionOf> desired) {
        Optional<String> from = live.map(PartitionOf::parent);
        Optional<String> to = desired.map(PartitionOf::parent);
        if (from.equals(to)) {
            return;
        }
        if (from.isEmpty()) {
            block(
                    address,
                    "it is declared as a partition of " + to.orElseThrow() + ", and is a table of its own",
                    "attach it by hand (alter table … attach partition …), then apply again, and Plumb takes it as it is");
        } else {
            block(
                    address,
                    "it is a partition of " + from.get() + ", and declared as "
                            + to.map(p -> "one of " + p).orElse("a table of its own"),
                    "detach it by hand (alter table … detach partition … concurrently), then apply again");
        }
    }

    private void keyColumns(Set<String> key, List<Comparison<?>> parts) {
        for (Comparison<?> part : parts) {
            Address column = part.address();
            if (column.kind() == ObjectKind.COLUMN
                    && key.contains(column.name())
                    && part.edit(Set.of()).flatMap(Edit::disturbance).isPresent()) {
                block(
                        column,
                        "the rows of " + address
                                + " are partitioned by it, so PostgreSQL can neither drop it nor change" + " its type",
                        "leave it as it is, or declare a second table and copy the rows");
            }
        }
    }

    private void block(Address at, String message, String remedy) {
        blockers.add(new Blocker(at, message, remedy, context.location(at)));
    }
}
