package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Dependency;
import dev.plumb.runtime.Inspection.LeftOut;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The part of a live schema that a spec can make from nothing. Views that need something uncovered are left out, with the
 * views upon them: declared, they would be errors in every database that does not happen to have what they need. Tables
 * stay, because all else stands on them.
 */
final class SelfContained {
    private final CatalogState state;
    private final Map<Address, Address> leftOut = new TreeMap<>();

    SelfContained(CatalogState state) {
        this.state = state;
        Set<Address> uncovered =
                state.uncovered().stream().map(o -> o.address()).collect(Collectors.toCollection(HashSet::new));
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Dependency edge : state.dependencies()) {
                Optional<Address> view = view(edge.dependent());
                Address needed = object(edge.referenced());
                if (view.isPresent() && !view.get().equals(needed) && lacks(needed, uncovered)) {
                    grown |= leftOut.putIfAbsent(view.get(), needed) == null;
                }
            }
        }
    }

    private boolean lacks(Address needed, Set<Address> uncovered) {
        return uncovered.contains(needed) || leftOut.containsKey(needed);
    }

    private Optional<Address> view(Address address) {
        DirectoryPath directory = address.directory();
        return address.object()
                .flatMap(name -> state.schema().directory(directory).flatMap(d -> d.objects().stream()
                        .filter(o -> o.name().equals(name) && (o instanceof View || o instanceof MaterializedView))
                        .findFirst()
                        .map(o -> o.address(directory))));
    }

    /** What a column or another part belongs to: the covered object, else the uncovered one of that name. */
    private Address object(Address address) {
        return view(address).orElseGet(() -> address.object()
                .map(name -> Address.of(ObjectKind.OTHER, address.directory(), name))
                .orElse(address));
    }

    Schema schema() {
        return new Schema(
                state.schema().directories().stream().map(this::contained).toList());
    }

    List<LeftOut> leftOut() {
        return leftOut.entrySet().stream()
                .map(e -> new LeftOut(e.getKey(), e.getValue()))
                .toList();
    }

    private Directory contained(Directory directory) {
        return directory.withObjects(directory.objects().stream()
                .filter(o -> !leftOut.containsKey(o.address(directory.path())))
                .map(o -> o instanceof Sequence sequence ? owned(directory, sequence) : o)
                .toList());
    }

    /** A sequence that an uncovered table owns is declared as nobody's. */
    private static SchemaObject owned(Directory directory, Sequence sequence) {
        return sequence.ownedBy()
                        .filter(o -> directory.table(o.table()).isEmpty())
                        .isPresent()
                ? new Sequence(
                        sequence.name(),
                        sequence.dataType(),
                        sequence.options(),
                        Optional.empty(),
                        sequence.comment(),
                        sequence.declaration())
                : sequence;
    }
}
