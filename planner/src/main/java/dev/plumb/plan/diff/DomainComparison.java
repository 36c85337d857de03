package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Phase.EVALUATE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.DomainDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Domains. Everything but the base type and its collation can be altered. */
final class DomainComparison extends Comparison<DomainType> {
    private final DomainDdl ddl;
    private final TypeUsers users;

    DomainComparison(Context context, Address address, Optional<DomainType> live, Optional<DomainType> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().domains();
        this.users = TypeUsers.of(context, address);
    }

    @Override
    Edit create(DomainType desired) {
        return edit(Verdict.CREATE, List.of(), List.of(task(ADD, DEFINE, creation(desired))));
    }

    @Override
    Edit drop(DomainType live) {
        List<Statement> statements =
                List.of(Statement.of(context.ddl().objects().drop(address)));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(Hazards.definitionLoss("the type " + address + " goes")),
                List.of(task(DROP, CONTRACT, statements)));
    }

    @Override
    Optional<Edit> change(DomainType live, DomainType desired, Set<Cause> causes) {
        Details base = new Details()
                .compare("type", live.baseType(), desired.baseType())
                .compare("collation", live.collation(), desired.collation());
        boolean rebuilt = !base.isEmpty() || causes.stream().anyMatch(Cause::isReplacedType);
        Details details = base.compare("null", nullability(live), nullability(desired))
                .compare("default", live.defaultExpression(), desired.defaultExpression());
        checkNames(live, desired).forEach(n -> details.compare("check " + n, check(live, n), check(desired, n)));
        details.comment(live.comment(), desired.comment());
        if (rebuilt) {
            boolean lossy = !conversion(live, desired).isLossless();
            Verdict verdict = Verdict.rebuild(safety(lossy || losesCheck(live, desired)), details);
            return Optional.of(rebuild(live, desired, verdict));
        }
        return details.isEmpty() ? Optional.empty() : Optional.of(alter(live, desired, details));
    }

    @Override
    Edit rebuild(DomainType live, DomainType desired, Verdict verdict) {
        TypeConversion conversion = conversion(live, desired);
        List<Hazard> hazards = new ArrayList<>();
        if (!conversion.isLossless() || !desired.checks().equals(live.checks())) {
            users.users()
                    .forEach(u -> hazards.add(Hazards.mayFail(
                            "values in " + u.address() + " that the new definition does not take make it fail",
                            conversion.misfit(u.quoted()).map(c -> users.finding(u, c)))));
        }
        return TypeReplacement.edit(this, verdict, hazards, creation(desired));
    }

    private Edit alter(DomainType live, DomainType desired, Details details) {
        List<Statement> statements = new ArrayList<>();
        List<Hazard> hazards = new ArrayList<>();
        if (!live.defaultExpression().equals(desired.defaultExpression())) {
            statements.add(Statement.of(desired.defaultExpression()
                    .map(d -> ddl.setDefault(directory(), address.name(), d))
                    .orElseGet(() -> ddl.dropDefault(directory(), address.name()))));
        }
        boolean tightened = checks(live, desired, statements, hazards);
        if (live.notNull() != desired.notNull()) {
            statements.add(
                    desired.notNull()
                            ? scanning(ddl.setNotNull(directory(), address.name()))
                            : Statement.of(ddl.dropNotNull(directory(), address.name())));
            if (desired.notNull()) {
                hazards.addAll(hazardsOnRows("a null in a column of this type", c -> c + " is null"));
            }
        }
        statements.addAll(comment(address, live.comment(), desired.comment()));
        Task.Phase phase = tightened || (desired.notNull() && !live.notNull()) ? EVALUATE : DEFINE;
        boolean destructive = losesCheck(live, desired);
        return edit(Verdict.alter(safety(destructive), details), hazards, List.of(task(ADD, phase, statements)));
    }

    /** Adds to the statements; true when existing values are looked at. */
    private boolean checks(DomainType live, DomainType desired, List<Statement> statements, List<Hazard> hazards) {
        boolean tightened = false;
        for (String name : checkNames(live, desired)) {
            Optional<DomainCheck> from = find(live, name);
            Optional<DomainCheck> to = find(desired, name);
            if (from.equals(to)) {
                continue;
            }
            boolean sameCondition = from.isPresent()
                    && to.isPresent()
                    && from.get().expression().equals(to.get().expression());
            if (sameCondition && to.get().validated()) {
                statements.add(scanning(ddl.validateCheck(directory(), address.name(), name)));
            } else {
                from.ifPresent(c -> statements.add(Statement.of(ddl.dropCheck(directory(), address.name(), name))));
                to.ifPresent(c -> statements.add(scanning(ddl.addCheck(directory(), address.name(), c))));
            }
            if (to.isPresent() && to.get().validated()) {
                tightened = true;
                String expression = context.physical(to.get().expression());
                hazards.addAll(hazardsOnRows(
                        "a value that does not satisfy " + name,
                        c -> "exists (select from (select " + c + ") as v (value) where not (" + expression + "))"));
            }
        }
        return tightened;
    }

    /** PostgreSQL locks and reads every table that uses the domain, with no way around. */
    private List<Hazard> hazardsOnRows(String offender, Function<String, String> condition) {
        List<Hazard> hazards = new ArrayList<>();
        for (TypeUsers.User user : users.users()) {
            hazards.add(Hazards.mayFail(
                    offender + " makes it fail: " + user.address(),
                    Optional.of(users.finding(user, condition.apply(user.quoted())))));
            hazards.add(
                    Hazards.scan(user.table().toString(), context.rowsInWords(user.table()), "the domain is tested"));
        }
        return hazards;
    }

    private Statement scanning(String sql) {
        return Statement.of(sql, users.tables());
    }

    private List<Statement> creation(DomainType domain) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.create(directory(), domain)));
        domain.checks().stream()
                .filter(c -> !c.validated())
                .forEach(c -> statements.add(Statement.of(ddl.addCheck(directory(), address.name(), c))));
        statements.addAll(comment(address, Optional.empty(), domain.comment()));
        return statements;
    }

    private TypeConversion conversion(DomainType live, DomainType desired) {
        return TypeConversion.between(context.baseType(live.baseType()), context.baseType(desired.baseType()));
    }

    private DirectoryPath directory() {
        return address.directory();
    }

    private static boolean losesCheck(DomainType live, DomainType desired) {
        return live.checks().stream().anyMatch(c -> find(desired, c.name())
                .map(d -> !d.expression().equals(c.expression()))
                .orElse(true));
    }

    private static Set<String> checkNames(DomainType live, DomainType desired) {
        Set<String> names = new TreeSet<>();
        live.checks().forEach(c -> names.add(c.name()));
        desired.checks().forEach(c -> names.add(c.name()));
        return names;
    }

    private static Optional<String> check(DomainType domain, String name) {
        return find(domain, name).map(c -> c.expression() + (c.validated() ? "" : " not valid"));
    }

    private static Optional<DomainCheck> find(DomainType domain, String name) {
        return domain.checks().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    private static String nullability(DomainType domain) {
        return domain.notNull() ? "not allowed" : "allowed";
    }
}
