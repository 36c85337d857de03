package dev.plumb.runtime.canonical;

import dev.plumb.plan.Action;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Change;
import dev.plumb.plan.Dependency;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Table;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs the statements of a plan on copies of what it touches, and finds the desired state there, or throws. Copies hold no rows:
 * what existing rows can do to a plan is not proved.
 */
final class Proof {
    /** What the server holds against a declaration that stand-ins could not find out: a key, an unsupported combination. */
    private static final Set<String> OF_THE_SPEC = Set.of("42830", "42804", "0A000");

    /** Of the actions, those after which what rests on a table's columns and keys may have to be made anew. */
    private static final Set<Action> UNSETTLING =
            Set.of(Action.ALTER, Action.DROP, Action.REPLACE, Action.RENAME, Action.RECREATE);

    private final Environment environment;
    private final CatalogState live;
    private final CatalogState renamed;
    private final CanonicalSchema desired;
    private final Plan shown;

    /**
     * @param live before the plan's renames
     * @param renamed after them
     * @param shown the plan in the environment's own names
     */
    Proof(Environment environment, CatalogState live, CatalogState renamed, CanonicalSchema desired, Plan shown) {
        this.environment = environment;
        this.live = live;
        this.renamed = renamed;
        this.desired = desired;
        this.shown = shown;
    }

    /**
     * @param planning makes the same plan in other names
     * @param former live names of what the plan renames
     * @throws ProofException when the desired state is not what is there afterwards
     * @throws SpecException when the server refuses a declaration
     */
    void check(Function<NameMap, Plan> planning, Map<ObjectKey, ObjectKey> former) throws SQLException {
        Set<ObjectKey> changed = changed(c -> true);
        Selection selection = Selection.of(
                live, furtherNeeds(former), live(changed, former), live(changed(Proof::isUnsettling), former));
        Schema part = selection.part();
        Set<QualifiedName> outside = Selection.outside(
                Stream.concat(
                        part.directories().stream().flatMap(d -> d.objects(Table.class)),
                        ObjectKey.restrict(desired.schema(), changed).directories().stream()
                                .flatMap(d -> d.objects(Table.class))),
                live.schema(),
                desired.schema());
        Set<ObjectKey> comparable = new HashSet<>(changed);
        former.forEach((after, before) -> {
            if (selection.whole().contains(before)) {
                comparable.add(after);
            }
        });
        LightTables light = new LightTables(shown, desired.schema());
        if (light.areMany() && isProvedWith(light, planning, former, part, outside, comparable)) {
            return;
        }
        Tried tried = attempt(planning, former, part, outside, (step, sql) -> sql);
        refute(differences(tried, comparable));
    }

    /**
     * Compares what the plan led to where its statements ran for real.
     *
     * @throws ProofException when the desired state is not there
     */
    void checkReached(CatalogState reached) {
        refute(differences(new Tried(reached, Set.of()), changed(c -> true)));
    }

    /** What is not proved with light tables may still be right. */
    private boolean isProvedWith(
            LightTables light,
            Function<NameMap, Plan> planning,
            Map<ObjectKey, ObjectKey> former,
            Schema part,
            Set<QualifiedName> outside,
            Set<ObjectKey> comparable)
            throws SQLException {
        try {
            Tried tried = attempt(planning, former, part, outside, light::statement);
            CatalogState exact =
                    tried.reached().withSchema(light.exact(tried.reached().schema()));
            return differences(new Tried(exact, tried.incomplete()), comparable).isEmpty();
        } catch (ProofException | SpecException e) {
            return false;
        }
    }

    /** What the statements led to, and the views whose attachments could not be copied. */
    private record Tried(CatalogState reached, Set<Address> incomplete) {}

    private Tried attempt(
            Function<NameMap, Plan> planning,
            Map<ObjectKey, ObjectKey> former,
            Schema part,
            Set<QualifiedName> outside,
            BiFunction<Step, String, String> twin)
            throws SQLException {
        EnumGrowth growth = new EnumGrowth(desired.schema(), former);
        try (Workbench workbench = Workbench.open(
                environment,
                live,
                growth.anticipated(part),
                CellsOutcome.installable(live, part),
                desired.schema(),
                outside)) {
            run(
                    workbench,
                    planning.apply(workbench.names()).steps().stream()
                            .filter(s -> s.mode() != Step.Mode.BACKFILL)
                            .filter(s -> !growth.anticipates(s))
                            .toList(),
                    twin);
            return new Tried(
                    workbench.read(),
                    workbench.failures().stream().map(f -> f.trial().address()).collect(Collectors.toSet()));
        }
    }

    private List<Outcome.Difference> differences(Tried tried, Set<ObjectKey> comparable) {
        Outcome outcome = new Outcome(shown, desired.schema(), renamed, comparable, tried.incomplete());
        List<Outcome.Difference> differences = outcome.differences(tried.reached());
        List<Outcome.Difference> cells = new CellsOutcome(shown, desired, comparable).differences(tried.reached());
        if (!cells.isEmpty()) {
            return cells;
        }
        if (differences.isEmpty()) {
            return differences;
        }
        Respelling respelling = respelling(tried.reached());
        return new Outcome(
                        shown, respelling.of(desired.schema()), respelling.of(renamed), comparable, tried.incomplete())
                .differences(tried.reached());
    }

    private void refute(List<Outcome.Difference> differences) {
        if (!differences.isEmpty()) {
            String found =
                    differences.stream().map(Outcome.Difference::toString).collect(Collectors.joining("\n"));
            String statements = shown.steps().stream().map(Step::sql).collect(Collectors.joining(";\n", "\n", ";"));
            throw new ProofException(found + "\nThe statements were:" + statements, null);
        }
    }

    /** How what was reached spells what is expected, wherever it means the same. */
    private Respelling respelling(CatalogState reached) {
        Map<Address, SchemaObject> expected = ObjectKey.objects(desired.schema());
        Set<Optional<ObjectKey>> declared =
                expected.keySet().stream().map(ObjectKey::of).collect(Collectors.toSet());
        ObjectKey.objects(renamed.schema()).forEach((address, object) -> {
            if (!declared.contains(ObjectKey.of(address))) {
                expected.put(address, object);
            }
        });
        Set<Dependency> dependencies = new HashSet<>(renamed.dependencies());
        dependencies.addAll(desired.dependencies());
        Schema before = ObjectKey.schema(expected);
        Schema after = new NormalForm(environment.canonicalizer(live))
                .align(
                        new NormalForm.Side(before, dependencies),
                        new NormalForm.Side(reached.schema(), reached.dependencies()));
        return new Respelling(before, after);
    }

    private static boolean isUnsettling(Change change) {
        return UNSETTLING.contains(change.action())
                && switch (change.address().kind()) {
                    case TABLE, COLUMN, PRIMARY_KEY, UNIQUE, INDEX -> true;
                    case DIRECTORY,
                            ENUM,
                            DOMAIN,
                            COMPOSITE,
                            SEQUENCE,
                            VIEW,
                            MATERIALIZED_VIEW,
                            FOREIGN_KEY,
                            CHECK,
                            EXCLUSION,
                            OTHER -> false;
                };
    }

    /** The objects of the plan's changes under their live names. */
    private static Set<ObjectKey> live(Set<ObjectKey> keys, Map<ObjectKey, ObjectKey> former) {
        return keys.stream().map(k -> former.getOrDefault(k, k)).collect(Collectors.toSet());
    }

    /** The objects of the plan's changes. */
    private Set<ObjectKey> changed(Predicate<Change> which) {
        return shown.changes().stream()
                .filter(c -> !c.action().isBookkeeping())
                .filter(which)
                .flatMap(c -> ObjectKey.of(c.address()).stream())
                .collect(Collectors.toSet());
    }

    /** What desired things need, under live names. */
    private Set<Dependency> furtherNeeds(Map<ObjectKey, ObjectKey> former) {
        Set<Dependency> needs = new HashSet<>();
        for (Dependency dependency : desired.dependencies()) {
            needs.add(new Dependency(former(dependency.dependent(), former), former(dependency.referenced(), former)));
        }
        for (Directory directory :
                ObjectKey.restrict(desired.schema(), changed(c -> true)).directories()) {
            directory.objects(Table.class).forEach(table -> table.constraints(ForeignKey.class)
                    .map(key -> Address.of(
                            ObjectKind.TABLE,
                            DirectoryPath.ofSchemaName(key.target().schema()),
                            key.target().name()))
                    .forEach(target -> needs.add(
                            new Dependency(former(table.address(directory.path()), former), former(target, former)))));
        }
        return needs;
    }

    private static Address former(Address address, Map<ObjectKey, ObjectKey> former) {
        Optional<ObjectKey> before = ObjectKey.of(address).map(k -> former.getOrDefault(k, k));
        return before.map(b -> new Address(address.kind(), b.directory(), Optional.of(b.name()), address.part()))
                .orElse(address);
    }

    private void run(Workbench workbench, List<Step> steps, BiFunction<Step, String, String> twin) throws SQLException {
        List<String> statements =
                steps.stream().map(s -> twin.apply(s, transactional(s))).toList();
        try {
            workbench.run(statements);
        } catch (SQLException all) {
            if (ServerTrouble.is(all)) {
                throw all;
            }
            for (int i = 0; i < steps.size(); i++) {
                runAlone(workbench, steps.get(i), statements.get(i));
            }
            throw new ProofException("together the statements failed, one by one they did not", all);
        }
    }

    private void runAlone(Workbench workbench, Step step, String statement) throws SQLException {
        try {
            workbench.run(List.of(statement));
        } catch (SQLException e) {
            ServerErrorMessage answer = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
            if (answer == null) {
                throw e;
            }
            Step same = shown.steps().get(step.ordinal() - 1);
            if (OF_THE_SPEC.contains(answer.getSQLState())) {
                throw new SpecException(List.of(refused(same, answer)));
            }
            throw new ProofException(
                    "PostgreSQL refused a statement: " + answer.getMessage() + "\n  at "
                            + same.addresses().stream().map(Address::toString).collect(Collectors.joining(", "))
                            + "\n  " + same.sql(),
                    e);
        }
    }

    private Problem refused(Step step, ServerErrorMessage answer) {
        Optional<Change> change = shown.changes().stream()
                .filter(c -> step.addresses().contains(c.address()))
                .filter(c -> c.location().isPresent())
                .findFirst();
        String where = step.addresses().stream().map(Address::toString).collect(Collectors.joining(", "));
        String detail =
                Optional.ofNullable(answer.getDetail()).map(d -> " (" + d + ")").orElse("");
        return new Problem(
                change.flatMap(Change::location),
                where + ": " + answer.getMessage() + detail,
                Optional.ofNullable(answer.getHint()));
    }

    /** A materialized view is not filled: that can take long, and proves nothing about definitions. */
    private static String transactional(Step step) {
        String sql = step.plainTwin().orElse(step.sql());
        boolean fills = sql.startsWith("create materialized view ") && sql.endsWith("\nwith data");
        return fills ? sql.substring(0, sql.length() - "with data".length()) + "with no data" : sql;
    }
}
