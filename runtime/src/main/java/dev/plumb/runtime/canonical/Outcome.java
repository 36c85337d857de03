package dev.plumb.runtime.canonical;

import dev.plumb.plan.Action;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.schema.Address;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a plan must lead to, object by object: what changes is as declared, beside it stays what nobody manages; what does not
 * change is as it was.
 */
final class Outcome {
    private final Map<Address, SchemaObject> desired;
    private final Map<Address, SchemaObject> present;
    private final CatalogState state;
    private final Set<ObjectKey> comparable;
    private final Set<Address> incomplete;
    private final Map<Address, Change> changes = new HashMap<>();
    private final Set<ObjectKey> changed;

    /**
     * @param state after the plan's renames
     * @param comparable what is worth looking at
     * @param incomplete views whose attachments could not be copied
     */
    Outcome(Plan plan, Schema desired, CatalogState state, Set<ObjectKey> comparable, Set<Address> incomplete) {
        this.desired = ObjectKey.objects(desired);
        this.present = ObjectKey.objects(state.schema());
        this.state = state;
        this.comparable = Set.copyOf(comparable);
        this.incomplete = Set.copyOf(incomplete);
        plan.changes().stream().filter(c -> !c.action().isBookkeeping()).forEach(c -> changes.put(c.address(), c));
        this.changed =
                changes.keySet().stream().flatMap(a -> ObjectKey.of(a).stream()).collect(Collectors.toSet());
    }

    /** Something that is not as it must be; what is not there at all is absent. */
    record Difference(Address address, Optional<Object> expected, Optional<Object> found) {
        @Override
        public String toString() {
            return address.kind().label() + " " + address
                    + "\n  expected: " + expected.map(Object::toString).orElse("nothing")
                    + "\n  found:    " + found.map(Object::toString).orElse("nothing");
        }
    }

    List<Difference> differences(CatalogState reached) {
        Map<Address, SchemaObject> found = ObjectKey.objects(reached.schema());
        Set<Address> addresses = new TreeSet<>();
        Stream.of(desired, present, found)
                .flatMap(m -> m.keySet().stream())
                .filter(a -> ObjectKey.of(a).filter(comparable::contains).isPresent())
                .forEach(addresses::add);
        List<Difference> differences = new ArrayList<>();
        for (Address address : addresses) {
            Map<Address, Record> expected = expected(address);
            Map<Address, Record> actual = Optional.ofNullable(found.get(address))
                    .map(o -> PartsOf.object(address, o))
                    .orElse(Map.of());
            Set<Address> parts = new TreeSet<>(expected.keySet());
            parts.addAll(actual.keySet());
            parts.stream()
                    .filter(p -> !Objects.equals(expected.get(p), actual.get(p)))
                    .map(p ->
                            new Difference(p, Optional.ofNullable(expected.get(p)), Optional.ofNullable(actual.get(p))))
                    .forEach(differences::add);
            attachments(address, reached).ifPresent(differences::add);
        }
        return differences;
    }

    private Map<Address, Record> expected(Address address) {
        Optional<SchemaObject> declared = Optional.ofNullable(desired.get(address));
        Map<Address, Record> now = Optional.ofNullable(present.get(address))
                .map(o -> PartsOf.object(address, o))
                .orElse(Map.of());
        boolean untouched = ObjectKey.of(address).filter(changed::contains).isEmpty();
        boolean ignored = declared.filter(d -> d.declaration().ifExists() == IfExists.IGNORE)
                        .isPresent()
                && !now.isEmpty();
        if (untouched || ignored) {
            return now;
        }
        if (declared.isEmpty()) {
            return isGone(address) ? Map.of() : withoutDropped(now);
        }
        Map<Address, Record> expected = new HashMap<>(PartsOf.object(address, declared.get()));
        for (Address index : PartsOf.ignoredIndexes(address, declared.get())) {
            Optional.ofNullable(now.get(index)).ifPresent(i -> expected.put(index, i));
        }
        if (!isGone(address)) {
            Set<String> taken =
                    expected.keySet().stream().map(Outcome::nameInTable).collect(Collectors.toSet());
            withoutDropped(now).forEach((part, record) -> {
                if (!taken.contains(nameInTable(part))) {
                    expected.put(part, record);
                }
            });
        }
        return expected;
    }

    /** Dropped, or dropped and made anew: nothing of what was there stays. */
    private boolean isGone(Address address) {
        Optional<Action> action = Optional.ofNullable(changes.get(address)).map(Change::action);
        return action.filter(a -> a == Action.DROP || a == Action.REPLACE).isPresent();
    }

    private Map<Address, Record> withoutDropped(Map<Address, Record> parts) {
        Map<Address, Record> left = new HashMap<>(parts);
        left.keySet().removeIf(this::isGone);
        return left;
    }

    /** A constraint can give way to one of another kind, or to an index, under the same name. */
    private static String nameInTable(Address part) {
        return part.kind() == ObjectKind.COLUMN ? "column " + part.name() : part.name();
    }

    /** A re-created view is what it was, in everything. */
    private Optional<Difference> attachments(Address view, CatalogState reached) {
        Optional<Action> action = Optional.ofNullable(changes.get(view)).map(Change::action);
        boolean same = action.isEmpty() || action.get() == Action.RECREATE;
        if (!same || incomplete.contains(view) || !reached.outputColumns().containsKey(view)) {
            return Optional.empty();
        }
        Set<String> columns = reached.outputColumns().get(view).stream()
                .map(CatalogState.OutputColumn::name)
                .collect(Collectors.toSet());
        Set<String> indexes = indexes(reached, view);
        Set<String> before = statements(state.attachments().getOrDefault(view, List.of()), columns, indexes);
        Set<String> after = statements(reached.attachments().getOrDefault(view, List.of()), columns, indexes);
        return before.equals(after) || !present.containsKey(view)
                ? Optional.empty()
                : Optional.of(new Difference(view, Optional.of(before), Optional.of(after)));
    }

    private static Set<String> indexes(CatalogState state, Address view) {
        return state.schema().directory(view.directory()).stream()
                .flatMap(d -> d.objects(MaterializedView.class))
                .filter(m -> m.name().equals(view.name()))
                .flatMap(m -> m.indexes().stream())
                .map(Index::name)
                .collect(Collectors.toSet());
    }

    private static Set<String> statements(List<Attachment> attachments, Set<String> columns, Set<String> indexes) {
        return attachments.stream()
                .filter(a -> !Replica.isEmptying(a))
                .filter(a -> a.column().map(columns::contains).orElse(true))
                .filter(a -> a.index().map(indexes::contains).orElse(true))
                .map(Attachment::sql)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
