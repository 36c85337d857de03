package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Rules.Drift;
import dev.plumb.environment.database.Database;
import dev.plumb.migration.ChangelogTables;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Unfilled;
import dev.plumb.runtime.KeptObjects.KeptObject;
import dev.plumb.runtime.canonical.DeclaredCalls;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.ledger.FillRates;
import dev.plumb.runtime.ledger.KeptTable;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.RunSummary;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.runtime.policy.Removals;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes plans of the project's files for one environment's database. For one thread. */
final class Planning {
    private final Project project;
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Functions functions;
    private final Ledger ledger;
    private final Supposition supposition;

    Planning(
            Project project,
            Environment environment,
            Database database,
            NamespaceKey key,
            Functions functions,
            Ledger ledger) {
        this(project, environment, database, key, functions, ledger, Supposition.NONE);
    }

    private Planning(
            Project project,
            Environment environment,
            Database database,
            NamespaceKey key,
            Functions functions,
            Ledger ledger,
            Supposition supposition) {
        this.project = project;
        this.environment = environment;
        this.database = database;
        this.key = key;
        this.functions = functions;
        this.ledger = ledger;
        this.supposition = supposition;
    }

    /** The same, taking something for granted. */
    Planning supposing(Supposition granted) {
        return new Planning(project, environment, database, key, functions, ledger, granted);
    }

    /** A plan for this environment as if nothing were there, neither schemas nor a record; nothing can be applied by it. */
    Plan ofNothing() {
        String nobodys = "plumb_" + UUID.randomUUID().toString().replace("-", "") + "_";
        Planning empty = new Planning(project, environment.in(nobodys), database, key, functions, ledger, supposition);
        SpecFiles files = files();
        try (Connection connection = database.connect()) {
            return empty.make(connection, LedgerState.NONE, files.read(), hash(files), PlanMaker::makeToApply)
                    .made()
                    .plan();
        } catch (SQLException e) {
            throw explained("planning for ", e);
        }
    }

    SpecFiles files() {
        return SpecFiles.of(project, functions.given());
    }

    private String hash(SpecFiles files) {
        return supposition.name() + files.hash(environment.variables().texts());
    }

    /** The files as they are, and what the ledger says, on a connection that is still open. */
    interface Look<T> {
        T at(Connection connection, LedgerState state, PreparedPlan.Foundation foundation) throws SQLException;
    }

    /**
     * A plan; without looking when neither the files nor the catalog moved since the last run.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    PreparedPlan prepare(BiFunction<PlanMaker, Spec, MadePlan> making) {
        SpecFiles files = files();
        try (Connection connection = database.connect()) {
            LedgerState state = state(connection);
            String specHash = hash(files);
            boolean unchanged =
                    state.namespace().filter(n -> n.isUnchanged(specHash)).isPresent();
            return unchanged
                    ? PreparedPlan.unchanged(environment.name())
                    : PreparedPlan.of(make(connection, state, files.read(), specHash, making));
        } catch (SQLException e) {
            throw explained("planning for ", e);
        }
    }

    /**
     * Always looks, also when nothing seems to have changed.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    <T> T look(String activity, Look<T> look) {
        SpecFiles files = files();
        try (Connection connection = database.connect()) {
            LedgerState state = state(connection);
            return look.at(connection, state, make(connection, state, files.read(), hash(files), PlanMaker::make));
        } catch (SQLException e) {
            throw explained(activity, e);
        }
    }

    /** What a plan would be for another spec, made on the connection of a {@link Look}. */
    MadePlan instead(Connection connection, LedgerState state, Spec spec) throws SQLException {
        return make(connection, state, spec, "", PlanMaker::make).made();
    }

    private LedgerState state(Connection connection) throws SQLException {
        return LedgerCheck.whole(connection, ledger.state(connection, key));
    }

    private DatabaseException explained(String activity, SQLException failure) {
        return new LedgerCheck(database)
                .explained(DatabaseException.during(activity + database.description(), failure));
    }

    /** After a run: whether the database is as its spec declares, so that the next command need not look. */
    void confirm(String specHash, Spec spec) {
        new Confirmation(database, key, ledger)
                .seek(specHash, (connection, state) -> make(connection, state, spec, specHash, PlanMaker::make));
    }

    /** The same when the files may have changed since. */
    void confirm(String specHash) {
        SpecFiles files = files();
        if (hash(files).equals(specHash)) {
            confirm(specHash, files.read());
        }
    }

    private PreparedPlan.Foundation make(
            Connection connection,
            LedgerState state,
            Spec spec,
            String specHash,
            BiFunction<PlanMaker, Spec, MadePlan> making)
            throws SQLException {
        Map<String, String> variables = environment.variables().texts();
        new DeclaredCalls(spec, FunctionCatalog.EMPTY, variables).refuseUnbound();
        Optional<NamespaceState> namespace = state.namespace();
        List<ManagedObject> managed = namespace.isPresent()
                ? ledger.managed(connection, namespace.get().id())
                : List.of();
        Removals removals = new Removals(spec.removals());
        Target target = target(connection, state, managed, removals);
        MadePlan made =
                making.apply(supposition.on(new PlanMaker(connection, target, functions.get(), variables)), spec);
        MadePlan announced = made.with(new KeptAlready(environment, kept(connection, state))
                .announce(made.plan(), removals)
                .withRemovals(removals.carriedOut(made.plan()))
                .withDrift(drift(connection, state, spec, made, managed)));
        return new PreparedPlan.Foundation(spec, specHash, announced, addresses(managed, m -> true), state.revision());
    }

    private List<KeptObject> kept(Connection connection, LedgerState state) throws SQLException {
        if (state.namespace().isEmpty() || !state.knowsKept()) {
            return List.of();
        }
        Clock clock = Clock.systemUTC();
        return new KeptTable(state.namespace().get().id())
                .read(connection).stream()
                        .map(k -> KeptObjects.timed(k, environment, clock))
                        .toList();
    }

    /** After a run that did not end well nobody knows which changes were its own. */
    private List<Address> drift(
            Connection connection, LedgerState state, Spec spec, MadePlan made, List<ManagedObject> managed)
            throws SQLException {
        if (state.namespace().isEmpty() || environment.rules().drift() == Drift.IGNORE) {
            return List.of();
        }
        List<Address> changed = OthersChanges.of(spec.schema(), made, managed);
        boolean known = !changed.isEmpty()
                && ledger.lastRun(connection, state.namespace().get().id())
                        .filter(r -> r.outcome() == RunSummary.Outcome.SUCCEEDED)
                        .isPresent();
        return known ? changed : List.of();
    }

    private Target target(Connection connection, LedgerState state, List<ManagedObject> managed, Removals removals)
            throws SQLException {
        Map<Address, FillPace.Measured> rates = state.namespace().isPresent() && state.knowsComputedColumns()
                ? FillRates.read(
                        connection, state.namespace().get().id(), new Schemas(environment.namespace(), List.of()))
                : Map.of();
        return new Target(
                environment.name(),
                environment.namespace(),
                addresses(managed, m -> !removals.forgets(m.address())),
                new Unfilled(
                        addresses(managed, m -> !m.filled()), addresses(managed, m -> !m.filled() && m.neverFilled())),
                rates,
                removals.forgotten(addresses(managed, m -> true)),
                addresses(managed, ManagedObject::preventDestroy),
                addresses(managed, m -> removals.keeps(m.address())),
                new PendingData(files(), ChangelogTables.of(environment.namespace()), supposition.toRun())
                        .in(connection, state));
    }

    private static Set<Address> addresses(List<ManagedObject> managed, Predicate<ManagedObject> which) {
        return managed.stream().filter(which).map(ManagedObject::address).collect(Collectors.toSet());
    }
}
