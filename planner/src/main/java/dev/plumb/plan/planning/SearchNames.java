package dev.plumb.plan.planning;

import dev.plumb.plan.Blocker;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.computed.Cell;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.InstalledCells;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.diff.Context;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names of functions that embedding indexes need and users have taken: nobody could tell any more which one is called. */
final class SearchNames {
    private SearchNames() {}

    static List<Blocker> taken(PlanRequest request, Context context) {
        return request.computed().entrySet().stream()
                .flatMap(e -> e.getValue().cells().stream()
                        .filter(c -> c.embedding().isPresent() && !isThere(request, e.getKey(), c))
                        .flatMap(c -> taken(request, context, e.getKey(), c)))
                .sorted(Comparator.comparing(Blocker::address))
                .toList();
    }

    private static boolean isThere(PlanRequest request, Address table, Cell cell) {
        return Optional.ofNullable(request.live().computed().get(table))
                .map(InstalledCells::current)
                .flatMap((ComputedTable t) -> t.cell(cell.column()))
                .flatMap(Cell::embedding)
                .isPresent();
    }

    private static Stream<Blocker> taken(PlanRequest request, Context context, Address table, Cell cell) {
        String name = PlumbingNames.search(cell.column());
        Address index = table.child(ObjectKind.INDEX, cell.column());
        return request.live().uncovered().stream()
                .map(UncoveredObject::address)
                .filter(a -> a.part().isEmpty()
                        && a.directory().equals(table.directory())
                        && a.name().startsWith(name + "("))
                .map(a -> new Blocker(
                        index,
                        "the function that searches it is to be called " + name + ", and there is a function " + a
                                + " that is not Plumb's",
                        "give the index another name, or rename or drop that function",
                        context.location(index)));
    }
}
