package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.ViewDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Views. In place as long as the present output columns stay what they are. */
final class ViewComparison extends Comparison<View> {
    private final ViewDdl ddl;

    ViewComparison(Context context, Address address, Optional<View> live, Optional<View> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().views();
    }

    @Override
    Edit create(View desired) {
        return edit(Verdict.CREATE, List.of(), List.of(task(ADD, DEFINE, creation(desired))));
    }

    @Override
    Edit drop(View live) {
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(
                        Hazards.definitionLoss("the view " + address + " goes"),
                        Hazards.breaksClients("the view " + address)),
                List.of(task(DROP, CONTRACT, dropping())));
    }

    @Override
    Optional<Edit> change(View live, View desired, Set<Cause> causes) {
        OutputChange output = OutputChange.between(context.liveOutput(address), context.desiredOutput(address));
        boolean redefined =
                !live.query().equals(desired.query()) || !live.columns().equals(desired.columns());
        Details details = new Details();
        if (redefined) {
            output.describe(details);
            details.compare("query", live.query(), desired.query());
        }
        details.compare("options", live.options(), desired.options()).comment(live.comment(), desired.comment());
        boolean incompatible = redefined && !output.isAppending() && !(retyped(causes) && output.isKeepingNames());
        if (incompatible || causes.stream().anyMatch(c -> forbidsAlter(c, redefined))) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(incompatible), details)));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, redefined, details));
    }

    /** What goes for good the new query no longer uses, so that altering first is enough; unless it is a key, which a query
     * uses without naming it. */
    private static boolean forbidsAlter(Cause cause, boolean redefined) {
        return cause.how() != Disturbance.DROPPED || !redefined || cause.isKey();
    }

    @Override
    Edit rebuild(View live, View desired, Verdict verdict) {
        OutputChange output = OutputChange.between(context.liveOutput(address), context.desiredOutput(address));
        List<Hazard> hazards = new ArrayList<>();
        if (!output.isAppending() && verdict.safety() == Safety.DESTRUCTIVE) {
            hazards.add(Hazards.definitionLoss("output columns change: " + output.lost()));
            hazards.add(Hazards.breaksClients("these columns of " + address));
        }
        List<Statement> creation = creation(desired);
        Attachments.statements(context, address, output).forEach(creation::add);
        return disturbing(
                Disturbance.REPLACED,
                verdict,
                hazards,
                List.of(task(DROP, DEFINE, dropping()), task(ADD, DEFINE, creation)));
    }

    private Edit alter(View live, View desired, boolean redefined, Details details) {
        List<Statement> statements = new ArrayList<>();
        if (redefined) {
            statements.add(Statement.of(ddl.replace(address.directory(), desired)));
        } else {
            ParameterChange options = ParameterChange.between(live.options(), desired.options());
            options.set()
                    .ifPresent(
                            p -> statements.add(Statement.of(ddl.setOptions(address.directory(), address.name(), p))));
            options.reset()
                    .ifPresent(p ->
                            statements.add(Statement.of(ddl.resetOptions(address.directory(), address.name(), p))));
        }
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, DEFINE, statements)));
    }

    private List<Statement> creation(View view) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.create(address.directory(), view)));
        statements.addAll(comment(address, Optional.empty(), view.comment()));
        return statements;
    }

    private List<Statement> dropping() {
        return List.of(Statement.of(context.ddl().objects().drop(address)));
    }

    /** A column below changes its type, and so may the output, without the view being declared otherwise. */
    private static boolean retyped(Set<Cause> causes) {
        return causes.stream().anyMatch(c -> c.how() == Disturbance.RETYPED);
    }
}
