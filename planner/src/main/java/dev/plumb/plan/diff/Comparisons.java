package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.Directory;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Makes the comparisons of things that may be touched; which may be is not decided here. */
public final class Comparisons {
    private final Context context;

    public Comparisons(Context context) {
        this.context = context;
    }

    public Comparison<?> directory(Address address, Optional<Directory> live, Optional<Directory> desired) {
        return new DirectoryComparison(context, address, live, desired);
    }

    public Comparison<?> object(Address address, Optional<SchemaObject> live, Optional<SchemaObject> desired) {
        return new ObjectPairing(context, address, live, desired).comparison();
    }

    /**
     * The parts of an object that is in both states.
     *
     * @param droppable whether a part that is no longer declared may be dropped
     */
    public List<Comparison<?>> parts(
            Address object, SchemaObject live, SchemaObject desired, Predicate<Address> droppable) {
        Parts from = Parts.of(object, live);
        Parts to = Parts.of(object, desired);
        Set<Address> addresses = new TreeSet<>(to.addresses());
        from.addresses().stream().filter(droppable).forEach(addresses::add);
        List<Comparison<?>> comparisons = new ArrayList<>();
        addresses.forEach(a -> comparisons.add(part(object, a, from, to)));
        return comparisons;
    }

    private Comparison<?> part(Address object, Address part, Parts live, Parts desired) {
        if (live.columns().containsKey(part) || desired.columns().containsKey(part)) {
            Optional<Column> from = Optional.ofNullable(live.columns().get(part));
            Optional<Column> to = Optional.ofNullable(desired.columns().get(part));
            int position = List.copyOf(desired.columns().keySet()).indexOf(part);
            return context.cells().isComputed(part)
                    ? new ComputedComparison(context, part, from, to, position)
                    : new ColumnComparison(context, part, from, to, position);
        }
        if (live.indexes().containsKey(part) || desired.indexes().containsKey(part)) {
            return new IndexComparison(
                    context,
                    object,
                    part,
                    Optional.ofNullable(live.indexes().get(part)),
                    Optional.ofNullable(desired.indexes().get(part)));
        }
        return new ConstraintPairing(
                        context,
                        object,
                        part,
                        Optional.ofNullable(live.constraints().get(part)),
                        Optional.ofNullable(desired.constraints().get(part)))
                .comparison();
    }
}
