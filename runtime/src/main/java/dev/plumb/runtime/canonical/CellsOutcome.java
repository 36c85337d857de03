package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a plan must lead to where columns are computed: of what changes, every declared column is kept right as declared. */
final class CellsOutcome {
    private final CanonicalSchema desired;
    private final Set<ObjectKey> comparable;
    private final Set<ObjectKey> changed = new HashSet<>();

    CellsOutcome(Plan plan, CanonicalSchema desired, Set<ObjectKey> comparable) {
        this.desired = desired;
        this.comparable = comparable;
        plan.changes().stream()
                .filter(c -> !c.action().isBookkeeping())
                .map(Change::address)
                .forEach(a -> ObjectKey.of(a).ifPresent(changed::add));
    }

    /** What can be installed on a part of the live state: on tables that hold all that it needs. */
    static Map<Address, ComputedTable> installable(CatalogState live, Schema part) {
        Map<Address, SchemaObject> present = ObjectKey.objects(part);
        Map<Address, ComputedTable> installable = new HashMap<>();
        live.computed().forEach((address, cells) -> {
            boolean complete = present.get(address) instanceof Table table
                    && columns(cells.current()).allMatch(c -> table.column(c).isPresent());
            if (complete) {
                installable.put(address, cells.all());
            }
        });
        return installable;
    }

    private static Stream<String> columns(ComputedTable computed) {
        Stream<String> ofCells = computed.cells().stream()
                .flatMap(c ->
                        Stream.concat(Stream.of(c.column()), c.inputs().stream().map(i -> i.name())));
        return Stream.concat(ofCells, computed.key().stream().map(k -> k.name()))
                .filter(c -> !c.equals(RowColumn.NAME));
    }

    List<Outcome.Difference> differences(CatalogState reached) {
        List<Outcome.Difference> differences = new ArrayList<>();
        ObjectKey.objects(desired.schema()).forEach((address, object) -> {
            boolean expected = ObjectKey.of(address)
                            .filter(k -> comparable.contains(k) && changed.contains(k))
                            .isPresent()
                    && object instanceof Table
                    && object.declaration().ifExists() != IfExists.IGNORE;
            if (expected) {
                difference(
                                address,
                                (Table) object,
                                Optional.ofNullable(reached.computed().get(address)))
                        .ifPresent(differences::add);
            }
        });
        return differences;
    }

    private Optional<Outcome.Difference> difference(Address address, Table table, Optional<InstalledCells> found) {
        Set<Object> expected = new HashSet<>();
        Optional.ofNullable(desired.computed().get(address)).ifPresent(c -> expected.addAll(c.cells()));
        Set<Object> reached = new HashSet<>();
        found.ifPresent(cells -> cells.current().cells().stream()
                .filter(c -> isDeclared(table, c))
                .forEach(reached::add));
        found.flatMap(InstalledCells::trouble).ifPresent(reached::add);
        return expected.equals(reached)
                ? Optional.empty()
                : Optional.of(new Outcome.Difference(
                        address.child(ObjectKind.OTHER, "computed columns"),
                        Optional.of(expected),
                        Optional.of(reached)));
    }

    private static boolean isDeclared(Table table, Cell cell) {
        return table.column(cell.column()).isPresent();
    }
}
