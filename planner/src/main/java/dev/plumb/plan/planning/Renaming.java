package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.PlanRequest;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Rename;
import dev.plumb.plan.Safety;
import dev.plumb.plan.diff.Context;
import dev.plumb.plan.diff.RenameStatements;
import java.util.List;
import java.util.Optional;

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
        request.renames().renames().forEach(r -> transactions.add(statements.statement(r), r.to()));
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
