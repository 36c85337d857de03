package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Rename;
import dev.plumb.plan.Safety;
import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.RenameStatements;
import dev.plumb.plan.diff.Statement;
import dev.plumb.schema.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The renames of a plan, which come before everything else: the live state that the rest is made for has them already. */
final class Renaming {
    private final Context context;
    private final RenameStatements statements;

    Renaming(Context context) {
        this.context = context;
        this.statements = new RenameStatements(context);
    }

    List<Change> changes(PlanRequest request) {
        return request.renames().renames().stream().map(this::change).toList();
    }

    void addTo(Transactions transactions, PlanRequest request) {
        List<Statement> plumbing = plumbing(request);
        if (plumbing.isEmpty()) {
            request.renames().renames().forEach(r -> transactions.add(statements.statement(r), r.to()));
            return;
        }
        List<Statement> all = new ArrayList<>();
        List<Address> changes = new ArrayList<>();
        request.renames().renames().forEach(r -> {
            all.add(statements.statement(r));
            changes.add(r.to());
        });
        Address last = changes.get(changes.size() - 1);
        plumbing.forEach(s -> {
            all.add(s);
            changes.add(last);
        });
        transactions.addTogether(all, changes);
    }

    /** The triggers name columns as they were: writers would fail. */
    private List<Statement> plumbing(PlanRequest request) {
        List<Statement> plumbing = new ArrayList<>();
        if (request.renames().renames().isEmpty()) {
            return plumbing;
        }
        new TreeMap<>(request.live().computed()).forEach((table, cells) -> {
            if (!cells.installed().equals(cells.current())) {
                List<Address> locks = context.hasRows(table) ? List.of(table) : List.of();
                Plumbing.replace(
                                PlumbingTasks.physical(cells.installed(), request),
                                PlumbingTasks.physical(cells.current(), request))
                        .forEach(sql -> plumbing.add(Statement.of(sql, locks)));
            }
        });
        return plumbing;
    }

    private Change change(Rename rename) {
        List<Hazard> hazards = statements.hazards(rename);
        return new Change(
                rename.to(),
                Action.RENAME,
                Reason.RENAMED,
                Safety.SAFE,
                List.of("name: " + rename.from() + " -> " + rename.to()),
                hazards,
                Optional.of(rename.from()),
                context.location(rename.to()));
    }
}
