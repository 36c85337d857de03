package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Rules;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.plan.Unfilled;
import dev.plumb.runtime.apply.Applier;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.apply.Backfill;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.ledger.KeptTable.Kept;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.SandboxTable;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.runtime.policy.Conditions;
import dev.plumb.runtime.policy.Gate;
import dev.plumb.runtime.policy.Policy;
import dev.plumb.schema.Address;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Empties an unprotected environment: what Plumb manages there goes, by a plan that is proved and recorded like any other;
 * everything else stays, and the schemas that it is in. For one thread.
 */
public final class Teardown implements AutoCloseable {
    /** In place of a hash, for an environment that no files describe. */
    private static final String NO_SPEC = "nothing";

    private static final Conditions NONE = new Conditions() {
        @Override
        public boolean isApproved(Plan plan) {
            return true;
        }

        @Override
        public List<Refusal> unmet(Plan plan) {
            return List.of();
        }
    };

    private final Project project;
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Ledger ledger;

    /** @param database of the environment; closed with this */
    Teardown(Project project, Environment environment, Database database) {
        this.project = project;
        this.environment = environment;
        this.database = database;
        this.key = new NamespaceKey(project.name(), environment.namespace());
        this.ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
    }

    /**
     * Opens an environment; an embedded server is started or shared.
     *
     * @throws RefusedException when it is protected
     */
    public static Teardown open(Project project, Environment environment) {
        refuseProtected(environment.name(), environment.rules());
        return new Teardown(project, environment, Databases.open(project, environment));
    }

    static void refuseProtected(String environment, Rules rules) {
        if (rules.isProtected()) {
            throw new RefusedException(
                    environment + " is protected, so nothing of it was dropped",
                    "if it is meant to go, take 'protected' away from it in plumb.yaml first");
        }
    }

    /** What would go. */
    public Emptying plan() {
        try (Connection connection = database.connect()) {
            LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
            List<ManagedObject> managed = state.namespace().isPresent()
                    ? ledger.managed(connection, state.namespace().get().id())
                    : List.of();
            return plan(connection, state, managed);
        } catch (SQLException e) {
            throw new LedgerCheck(database)
                    .explained(DatabaseException.during("planning for " + database.description(), e));
        }
    }

    private Emptying plan(Connection connection, LedgerState state, List<ManagedObject> managed) throws SQLException {
        Set<Address> addresses = addresses(managed, m -> true);
        CatalogState live = CatalogReader.live().read(connection, schemas(addresses));
        Set<Address> left = new TreeSet<>();
        live.schema().directories().forEach(d -> left.addAll(foreign(d, live, addresses)));
        Set<DirectoryPath> kept = left.stream().map(Address::directory).collect(Collectors.toSet());
        Predicate<ManagedObject> stays =
                m -> m.address().object().isEmpty() && kept.contains(m.address().directory());
        Target target = new Target(
                environment.name(),
                environment.namespace(),
                addresses(managed, stays.negate()),
                Unfilled.NONE,
                Map.of(),
                Map.of(),
                addresses(managed, ManagedObject::preventDestroy),
                Set.of(),
                List.of());
        Spec nothing = new Spec(Schema.EMPTY, Map.of());
        MadePlan made = new PlanMaker(connection, target).makeToEmpty();
        List<String> notes = new ArrayList<>(made.plan().notes());
        new KeptObjects(project, environment, Clock.systemUTC())
                .list()
                .forEach(k -> notes.add("what is kept of "
                        + k.kept().address().kind().label() + " "
                        + k.kept().address() + " goes as well"));
        MadePlan told = made.with(made.plan().emptying(unmanaged(left, live)).withNotes(notes));
        PreparedPlan.Foundation foundation =
                new PreparedPlan.Foundation(nothing, NO_SPEC, told, addresses, state.revision());
        return new Emptying(Application.of(project, foundation)
                .request(Arrival.PROVED)
                .leaving(
                        managed.stream().filter(stays).toList(),
                        new Schemas(environment.namespace(), kept).physical()));
    }

    /** What is in a directory of ours and is not ours. What is on a table of ours goes along or stands in the way. */
    private static Set<Address> foreign(Directory directory, CatalogState live, Set<Address> managed) {
        Stream<Address> objects = directory.objects().stream()
                .map(o -> o.address(directory.path()))
                .filter(a -> !managed.contains(a));
        Stream<Address> uncovered = live.uncovered().stream()
                .map(UncoveredObject::address)
                .filter(a -> a.directory().equals(directory.path()))
                .filter(a -> managed.stream()
                        .noneMatch(m -> m.object().isPresent()
                                && m.object().equals(a.object())
                                && m.directory().equals(a.directory())));
        return Stream.concat(objects, uncovered).collect(Collectors.toSet());
    }

    /** The schemas that stay, and what the model covers of what is in them; what it does not cover is listed by the plan. */
    private static List<Address> unmanaged(Set<Address> left, CatalogState live) {
        Set<Address> uncovered =
                live.uncovered().stream().map(UncoveredObject::address).collect(Collectors.toSet());
        Set<Address> all = new TreeSet<>(left);
        all.removeAll(uncovered);
        left.forEach(a -> all.add(Address.of(a.directory())));
        return new ArrayList<>(all);
    }

    private Map<DirectoryPath, String> schemas(Collection<Address> addresses) {
        Schemas schemas = new Schemas(
                environment.namespace(),
                addresses.stream().map(Address::directory).collect(Collectors.toSet()));
        return schemas.directories().stream().collect(Collectors.toMap(Function.identity(), schemas::physical));
    }

    private static Set<Address> addresses(List<ManagedObject> managed, Predicate<ManagedObject> which) {
        return managed.stream().filter(which).map(ManagedObject::address).collect(Collectors.toSet());
    }

    /**
     * Refuses what may not go, although somebody wants all of it to go.
     *
     * @throws RefusedException with everything that the environment's policy and the plan itself have against it
     */
    public void review(Emptying emptying) {
        new Gate(environment, new Policy(environment.rules()), NONE)
                .pass(emptying.plan(), new Approval(true, Set.of()), "plumb env destroy");
    }

    /**
     * Empties it. A sandbox of which nothing is left is no more.
     *
     * @return the run's number; empty when there was nothing to do
     * @see Applier#apply for everything that can happen
     */
    public OptionalLong run(Emptying emptying, ApplyOptions options, ApplyListener listener) {
        review(emptying);
        purgeTables();
        OptionalLong run = emptying.request().managedBefore().isEmpty()
                ? OptionalLong.empty()
                : applier(options).apply(emptying.request(), listener);
        if (environment.isSandbox() && !emptying.leavesSchemas()) {
            try (Connection connection = database.connect()) {
                SandboxTable.end(connection, key);
            } catch (SQLException e) {
                throw DatabaseException.during("ending the sandbox " + environment.name(), e);
            }
        }
        return run;
    }

    /** What is kept is in the way of the types that it needs; of tables that go, columns go along. */
    private void purgeTables() {
        KeptObjects kept = new KeptObjects(project, environment, Clock.systemUTC());
        List<Kept> tables = kept.list().stream()
                .map(KeptObjects.KeptObject::kept)
                .filter(k -> k.column().isEmpty())
                .toList();
        if (!tables.isEmpty()) {
            kept.purge(tables);
        }
    }

    private Applier applier(ApplyOptions options) {
        return new Applier(database::connect, key, Fingerprints.ALL, options, new SplittableRandom(), Backfill.NONE);
    }

    @Override
    public void close() {
        database.close();
    }
}
