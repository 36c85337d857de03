package dev.plumb.plan.diff;

import static dev.plumb.plan.diff.Task.Phase.CONTRACT;
import static dev.plumb.plan.diff.Task.Phase.DEFINE;
import static dev.plumb.plan.diff.Task.Role.ADD;
import static dev.plumb.plan.diff.Task.Role.DROP;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Safety;
import dev.plumb.plan.ddl.CompositeDdl;
import dev.plumb.schema.Address;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.CompositeType.Attribute;
import dev.plumb.schema.ObjectKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Composite types. Attributes come and go in place; the type of one changes in place only while no column holds the composite.
 * Their order is not compared, like that of columns: PostgreSQL can only add at the end.
 */
final class CompositeComparison extends Comparison<CompositeType> {
    private final CompositeDdl ddl;

    CompositeComparison(
            Context context, Address address, Optional<CompositeType> live, Optional<CompositeType> desired) {
        super(context, address, live, desired);
        this.ddl = context.ddl().composites();
    }

    @Override
    Edit create(CompositeType desired) {
        return edit(Verdict.CREATE, List.of(), List.of(task(ADD, DEFINE, creation(desired))));
    }

    @Override
    Edit drop(CompositeType live) {
        List<Statement> statements =
                List.of(Statement.of(context.ddl().objects().drop(address)));
        return disturbing(
                Disturbance.DROPPED,
                Verdict.drop(Safety.DESTRUCTIVE),
                List.of(Hazards.definitionLoss("the type " + address + " goes")),
                List.of(task(DROP, CONTRACT, statements)));
    }

    @Override
    Optional<Edit> change(CompositeType live, CompositeType desired, Set<Cause> causes) {
        Details details = new Details();
        boolean retyped = false;
        boolean destructive = false;
        for (String name : attributeNames(live, desired)) {
            Optional<Attribute> from = find(live, name);
            Optional<Attribute> to = find(desired, name);
            details.compare(
                    "attribute " + name,
                    from.map(CompositeComparison::describe),
                    to.map(CompositeComparison::describe));
            if (from.isPresent() && to.isPresent()) {
                boolean same = describe(from.get()).equals(describe(to.get()));
                retyped |= !same;
                destructive |= !same && !isLossless(from.get(), to.get());
            } else {
                destructive |= to.isEmpty();
            }
        }
        details.comment(live.comment(), desired.comment());
        boolean caused = causes.stream().anyMatch(Cause::isReplacedType);
        if (caused || (retyped && isHeld())) {
            return Optional.of(rebuild(live, desired, Verdict.rebuild(safety(destructive), details)));
        }
        return details.isEmpty()
                ? Optional.empty()
                : Optional.of(alter(live, desired, Verdict.alter(safety(destructive), details)));
    }

    /**
     * Values move through their text form, which has no names. The old version therefore first gets as many attributes as the
     * new one, which stands in the order that this gives.
     */
    @Override
    Edit rebuild(CompositeType live, CompositeType desired, Verdict verdict) {
        boolean lossless = desired.attributes().stream()
                .allMatch(a -> find(live, a.name()).map(l -> isLossless(l, a)).orElse(true));
        List<Hazard> hazards = TypeUsers.of(context, address).users().stream()
                .filter(u -> !lossless)
                .map(u -> Hazards.mayFail(
                        "values in " + u.address() + " that the new attributes cannot hold make it fail",
                        Optional.empty()))
                .toList();
        List<Statement> preparation = new ArrayList<>();
        List<Hazard> all = new ArrayList<>(comeAndGo(live, desired, preparation));
        all.addAll(hazards);
        return TypeReplacement.edit(this, verdict, all, preparation, creation(inOrderOf(live, desired)));
    }

    private static CompositeType inOrderOf(CompositeType live, CompositeType desired) {
        List<Attribute> attributes = new ArrayList<>();
        live.attributes().forEach(a -> find(desired, a.name()).ifPresent(attributes::add));
        desired.attributes().stream()
                .filter(a -> find(live, a.name()).isEmpty())
                .forEach(attributes::add);
        return new CompositeType(desired.name(), attributes, desired.comment(), desired.declaration());
    }

    /** Adds to the statements what takes attributes away, then what adds others at the end. */
    private List<Hazard> comeAndGo(CompositeType live, CompositeType desired, List<Statement> statements) {
        List<Hazard> hazards = new ArrayList<>();
        for (Attribute attribute : live.attributes()) {
            if (find(desired, attribute.name()).isEmpty()) {
                statements.add(Statement.of(ddl.dropAttribute(address.directory(), address.name(), attribute.name())));
                hazards.add(Hazards.dataLoss("the attribute " + attribute.name() + " of every value goes"));
                hazards.add(Hazards.breaksClients("the attribute " + attribute.name()));
            }
        }
        for (Attribute attribute : desired.attributes()) {
            if (find(live, attribute.name()).isEmpty()) {
                statements.add(Statement.of(ddl.addAttribute(address.directory(), address.name(), attribute)));
            }
        }
        return hazards;
    }

    private Edit alter(CompositeType live, CompositeType desired, Verdict verdict) {
        List<Statement> statements = new ArrayList<>();
        List<Hazard> hazards = comeAndGo(live, desired, statements);
        for (Attribute to : desired.attributes()) {
            Optional<Attribute> from = find(live, to.name());
            if (from.isPresent() && !describe(from.get()).equals(describe(to))) {
                statements.add(Statement.of(ddl.alterAttribute(address.directory(), address.name(), to)));
            }
        }
        statements.addAll(comment(address, live.comment(), desired.comment()));
        return edit(verdict, hazards, List.of(task(ADD, DEFINE, statements)));
    }

    private List<Statement> creation(CompositeType type) {
        List<Statement> statements = new ArrayList<>();
        statements.add(Statement.of(ddl.create(address.directory(), type)));
        statements.addAll(comment(address, Optional.empty(), type.comment()));
        return statements;
    }

    /** Functions may keep using it; columns, and types that columns may have, may not. */
    private boolean isHeld() {
        return context.liveDependencies().dependentsOf(address).stream().anyMatch(a -> a.kind() != ObjectKind.OTHER);
    }

    private boolean isLossless(Attribute from, Attribute to) {
        return TypeConversion.between(context.baseType(from.type()), context.baseType(to.type()))
                .isLossless();
    }

    private static Set<String> attributeNames(CompositeType live, CompositeType desired) {
        Set<String> names = new LinkedHashSet<>();
        desired.attributes().forEach(a -> names.add(a.name()));
        live.attributes().forEach(a -> names.add(a.name()));
        return names;
    }

    private static Optional<Attribute> find(CompositeType type, String name) {
        return type.attributes().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    private static String describe(Attribute attribute) {
        return attribute.type()
                + attribute.collation().map(c -> " collate " + c).orElse("");
    }
}
