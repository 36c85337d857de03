package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.VALUES;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.EnumDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Enums. Values can be added anywhere in the order; nothing else about them can be altered. */
final class EnumComparison extends Comparison<EnumType> {
    EnumComparison(Context context, Address address, Optional<EnumType> live, Optional<EnumType> desired) {
        super(context, address, live, desired);
    }

    @Override
    Edit create(EnumType desired) {
        return edit(Verdict.CREATE, List.of(), List.of(task(ADD, DEFINE, creation(desired))));
    }

    @Override
    Edit drop(EnumType live) {
        List<Statement> statements =
                List.of(Statement.of(context.ddl().objects().drop(address)));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(Hazards.definitionLoss("the type " + address + " goes")),
                List.of(task(DROP, CONTRACT, statements)));
    }

    @Override
    Optional<Edit> change(EnumType live, EnumType desired, Set<Cause> causes) {
        Details details = new Details()
                .compareSql("values", literals(live.values()), literals(desired.values()))
                .comment(live.comment(), desired.comment());
        if (details.isEmpty()) {
            return Optional.empty();
        }
        List<String> kept =
                desired.values().stream().filter(live.values()::contains).toList();
        return Optional.of(
                kept.equals(live.values())
                        ? addValues(live, desired, details)
                        : rebuild(live, desired, Verdict.replace(Safety.DESTRUCTIVE, details)));
    }

    @Override
    Edit rebuild(EnumType live, EnumType desired, Verdict verdict) {
        List<String> removed = live.values().stream()
                .filter(v -> !desired.values().contains(v))
                .toList();
        List<Hazard> hazards = new ArrayList<>();
        hazards.add(Hazards.definitionLoss(
                removed.isEmpty()
                        ? "the order of the values changes, and with it every comparison and sorted result"
                        : "these values go: " + String.join(", ", literals(removed))));
        if (!removed.isEmpty()) {
            hazards.add(Hazards.breaksClients("a removed value"));
            hazards.addAll(rowsWith(removed));
        }
        return TypeReplacement.edit(this, verdict, hazards, creation(desired));
    }

    private List<Hazard> rowsWith(List<String> removed) {
        TypeUsers users = TypeUsers.of(context, address);
        String values = String.join(", ", literals(removed));
        return users.users().stream()
                .map(u -> Hazards.mayFail(
                        "rows with a removed value in " + u.address() + " make it fail",
                        Optional.of(users.finding(
                                u,
                                u.isArray()
                                        ? u.quoted() + "::text[] && array[" + values + "]"
                                        : u.quoted() + "::text in (" + values + ")"))))
                .toList();
    }

    private Edit addValues(EnumType live, EnumType desired, Details details) {
        EnumDdl ddl = context.ddl().enums();
        List<Statement> statements = new ArrayList<>();
        List<String> present = new ArrayList<>(live.values());
        for (int i = 0; i < desired.values().size(); i++) {
            String value = desired.values().get(i);
            if (present.contains(value)) {
                continue;
            }
            String sql;
            if (i > 0) {
                sql = ddl.addValueAfter(
                        address.directory(),
                        address.name(),
                        value,
                        desired.values().get(i - 1));
            } else if (present.isEmpty()) {
                sql = ddl.addValue(address.directory(), address.name(), value);
            } else {
                sql = ddl.addValueBefore(address.directory(), address.name(), value, present.get(0));
            }
            statements.add(Statement.of(sql).endingTransaction());
            present.add(i, value);
        }
        statements = endOnlyOnce(statements);
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(Verdict.alter(Safety.SAFE, details), List.of(), List.of(task(ADD, VALUES, statements)));
    }

    /** One commit after the last value is enough. */
    private static List<Statement> endOnlyOnce(List<Statement> statements) {
        List<Statement> result = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            Statement statement = statements.get(i);
            result.add(i < statements.size() - 1 ? Statement.of(statement.sql()) : statement);
        }
        return result;
    }

    private List<Statement> creation(EnumType type) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(context.ddl().enums().create(address.directory(), type)));
        statements.addAll(comment(address, Optional.empty(), type.comment()));
        return statements;
    }

    private static List<String> literals(List<String> values) {
        return values.stream().map(v -> SqlNames.literal(v).strip()).toList();
    }
}
