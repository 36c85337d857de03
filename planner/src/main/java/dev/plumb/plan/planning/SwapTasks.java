package dev.plumb.plan.planning;

import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.computed.ComputedTable;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.computed.RowColumn;
import dev.plumb.plan.computed.SwapStatements;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.Statement;
import dev.plumb.plan.diff.Task;
import dev.plumb.schema.Address;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What begins and ends the transaction in which columns give way to those that were filled beside them. */
final class SwapTasks {
    private final Context context;
    private final Address table;
    private final Replacement replacement;
    private final String shown;

    SwapTasks(PlanRequest request, Context context, Address table, Replacement replacement) {
        this.context = context;
        this.table = table;
        this.replacement = replacement;
        this.shown = table + " in " + request.environment();
    }

    /** @param during with the next versions; both physical */
    List<Task> tasks(ComputedTable during, ComputedTable after) {
        Address address = PlumbingNames.swapAddress(table);
        List<Address> about = replacement.columns().stream()
                .map(c -> table.child(ObjectKind.COLUMN, c))
                .toList();
        SwapStatements swap = new SwapStatements(during, List.copyOf(replacement.columns()));
        List<String> last = new ArrayList<>(Plumbing.replace(during, after));
        last.addAll(swap.remembered());
        last.addAll(RowColumn.drop(Optional.of(during), Optional.of(after)));
        return List.of(
                new Task(
                        address,
                        Task.Role.DROP,
                        about.get(0),
                        Task.Phase.VALIDATE,
                        statements(swap.begin(shown), about)),
                new Task(address, Task.Role.ADD, about.get(0), Task.Phase.VALIDATE, statements(last, about)));
    }

    private List<Statement> statements(List<String> statements, List<Address> about) {
        List<Address> locks = context.hasRows(table) ? List.of(table) : List.of();
        return statements.stream().map(s -> Statement.of(s, locks).about(about)).toList();
    }
}
