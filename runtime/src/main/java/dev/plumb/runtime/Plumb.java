package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.Change;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Unfilled;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.apply.Applier;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.canonical.DeclaredCalls;
import dev.plumb.runtime.canonical.LateProof;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.canonical.Target;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.ledger.Actor;
import dev.plumb.runtime.ledger.ApprovalTable;
import dev.plumb.runtime.ledger.ColumnState;
import dev.plumb.runtime.ledger.ColumnStates;
import dev.plumb.runtime.ledger.FillRates;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.ManagedObject;
import dev.plumb.runtime.ledger.ManagedTable;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceState;
import dev.plumb.runtime.ledger.PlannedRun;
import dev.plumb.runtime.ledger.PlannedRuns;
import dev.plumb.runtime.ledger.Schemas;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.runtime.policy.Gate;
import dev.plumb.runtime.policy.Policy;
import dev.plumb.runtime.policy.Removals;
import dev.plumb.runtime.work.WorkListener;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What applications and the command line use: one project on one environment's database. Every method that talks to a server
 * throws a {@link dev.plumb.runtime.failure.PlumbException} that says what happened and what to do. For one thread.
 */
public final class Plumb implements AutoCloseable {
    /** How often catalog rows may be written anew while a plan begins to be applied. */
    private static final int ATTEMPTS = 3;

    private final Project project;
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Functions functions;
    private final Policy policy;
    private final Ledger ledger = new Ledger(Fingerprints.ALL);

    /**
     * @param database of the environment; closed with this
     */
    public Plumb(Project project, Environment environment, Database database) {
        this(project, environment, database, List.of());
    }

    /**
     * @param database of the environment; closed with this
     * @param given functions that computed columns may call beside those of the class path and of the project's jars; closed
     *     with this
     */
    public Plumb(Project project, Environment environment, Database database, List<ColumnFunction> given) {
        this.project = project;
        this.environment = environment;
        this.database = database;
        this.key = new NamespaceKey(project.name(), environment.namespace());
        this.policy = new Policy(environment.rules());
        this.functions = new Functions(project, given);
    }

    /** Opens an environment; an embedded server is started or shared. */
    public static Plumb open(Project project, Environment environment) {
        return new Plumb(project, environment, Databases.open(project, environment));
    }

    /**
     * The spec of a project, read and checked without a database.
     *
     * @throws SpecException with every problem of every file
     */
    public static Spec validate(Project project) {
        return SpecFiles.of(project).read();
    }

    /**
     * What stands in a database, managed or not. The ledger, PostgreSQL's own schemas and those of extensions are left out.
     *
     * @param prefix only schemas whose names begin so, which the directories' names leave out; may be empty
     * @param names directories, or schemas without the prefix; empty for all
     * @throws SpecException when a name is of no schema
     */
    public static Inspection inspect(Database database, String prefix, List<String> names) {
        try (Connection connection = database.connect()) {
            return new Inspector(prefix).inspect(connection, names);
        } catch (SQLException e) {
            throw DatabaseException.during("inspecting " + database.description(), e);
        }
    }

    /**
     * What an apply would do. When neither the spec nor the catalog moved since the last run this costs one query, and no file
     * is parsed.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    public PreparedPlan plan() {
        return prepare(PlanMaker::make);
    }

    /**
     * The same for a plan that is applied without anybody looking at it before. A large one for empty schemas is proved by the
     * transaction that applies it, before the commit.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    public PreparedPlan planToApply() {
        return prepare(PlanMaker::makeToApply);
    }

    /**
     * What an apply would do, bound to what it rests on, for a file that is applied later. Always looks, also when nothing
     * seems to have changed.
     *
     * @throws RefusedException when the plan has blockers
     */
    public PlanFile planFile() {
        SpecFiles files = specFiles();
        try (Connection connection = database.connect()) {
            LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
            PreparedPlan.Foundation foundation = make(
                    connection,
                    state,
                    files.read(),
                    files.hash(environment.variables().texts()),
                    PlanMaker::make);
            return planFiles().make(new Application(project, foundation));
        } catch (SQLException e) {
            throw new LedgerCheck(database)
                    .explained(DatabaseException.during("planning for " + database.description(), e));
        }
    }

    private PlanFiles planFiles() {
        return new PlanFiles(database, key, environment.name(), ledger);
    }

    /**
     * Refuses a plan file that cannot be applied any more, or not here.
     *
     * @throws WrongTargetException when it was made for another target
     * @throws StalePlanException when it was applied before, or something that it rests on has moved
     */
    public void check(PlanFile file) {
        planFiles().request(file);
    }

    /**
     * Applies exactly the plan of a file, or what an earlier apply of the same file has left of it.
     *
     * @throws RefusedException when it has destructive changes that are not approved
     * @throws WrongTargetException when it was made for another target
     * @throws StalePlanException when it was applied before, or something that it rests on has moved
     * @see Applier#apply for everything else that can happen
     */
    public ApplyResult apply(
            PlanFile file, Approval approval, ApplyOptions options, ApplyListener listener, FillListener fills) {
        review(file.plan(), approval, "plumb apply");
        for (int attempt = 1; ; attempt++) {
            ApplyRequest request = planFiles().request(file);
            try {
                OptionalLong run = applier(options, fills).apply(request, listener);
                confirm(file);
                return workedOff(ApplyResult.of(file.plan(), run), options);
            } catch (StalePlanException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DatabaseException e) {
                throw new LedgerCheck(database).explained(e);
            }
        }
    }

    private void confirm(PlanFile applied) {
        SpecFiles files = specFiles();
        String specHash = files.hash(environment.variables().texts());
        if (specHash.equals(applied.origin().specHash())) {
            new Confirmation(database, key, ledger)
                    .seek(
                            specHash,
                            (connection, state) -> make(connection, state, files.read(), specHash, PlanMaker::make));
        }
    }

    private SpecFiles specFiles() {
        return SpecFiles.of(project, functions.given());
    }

    private PreparedPlan prepare(BiFunction<PlanMaker, Spec, MadePlan> making) {
        SpecFiles files = SpecFiles.of(project, functions.given());
        try (Connection connection = database.connect()) {
            LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
            String specHash = files.hash(environment.variables().texts());
            boolean unchanged =
                    state.namespace().filter(n -> n.isUnchanged(specHash)).isPresent();
            return unchanged
                    ? PreparedPlan.unchanged(environment.name())
                    : PreparedPlan.of(make(connection, state, files.read(), specHash, making));
        } catch (SQLException e) {
            throw new LedgerCheck(database)
                    .explained(DatabaseException.during("planning for " + database.description(), e));
        }
    }

    private PreparedPlan.Foundation make(
            Connection connection,
            LedgerState state,
            Spec spec,
            String specHash,
            BiFunction<PlanMaker, Spec, MadePlan> making)
            throws SQLException {
        new DeclaredCalls(spec, FunctionCatalog.EMPTY, environment.variables().texts()).refuseUnbound();
        Optional<NamespaceState> namespace = state.namespace();
        List<ManagedObject> managed = namespace.isPresent()
                ? ledger.managed(connection, namespace.get().id())
                : List.of();
        Set<Address> addresses = addresses(managed, m -> true);
        Set<Address> guarded = addresses(managed, ManagedObject::preventDestroy);
        Unfilled pending = new Unfilled(
                addresses(managed, m -> !m.filled()), addresses(managed, m -> !m.filled() && m.neverFilled()));
        Map<Address, FillPace.Measured> rates = namespace.isPresent() && state.knowsComputedColumns()
                ? FillRates.read(connection, namespace.get().id(), new Schemas(environment.namespace(), List.of()))
                : Map.of();
        Removals removals = new Removals(spec.removals());
        Target target = new Target(
                environment.name(),
                environment.namespace(),
                addresses(managed, m -> !removals.forgets(m.address())),
                pending,
                rates,
                removals.forgotten(addresses),
                guarded,
                new PendingData(specFiles()).in(connection, state));
        MadePlan made = making.apply(
                new PlanMaker(
                        connection,
                        target,
                        functions.get(),
                        environment.variables().texts()),
                spec);
        MadePlan announced = made.with(made.plan().withRemovals(removals.carriedOut(made.plan())));
        return new PreparedPlan.Foundation(spec, specHash, announced, addresses, state.revision());
    }

    private static Set<Address> addresses(List<ManagedObject> managed, Predicate<ManagedObject> which) {
        return managed.stream().filter(which).map(ManagedObject::address).collect(Collectors.toSet());
    }

    /**
     * Refuses a plan whose effects are not those that somebody looked at before.
     *
     * @param digest of the expected effects, or an unmistakable beginning of it
     * @throws StalePlanException naming what differs, as far as the ledger knows
     */
    public void expect(PreparedPlan prepared, String digest) {
        expect(
                prepared.plan(),
                prepared.foundation().map(PreparedPlan.Foundation::specHash).orElse(""),
                digest);
    }

    /** The same for the plan of a file. */
    public void expect(PlanFile file, String digest) {
        expect(file.plan(), file.origin().specHash(), digest);
    }

    private void expect(Plan plan, String specHash, String digest) {
        try (Connection connection = database.connect()) {
            LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
            List<PlannedRun> known = state.namespace().isPresent() && state.knowsEffects()
                    ? PlannedRuns.meantBy(connection, state.namespace().get().id(), digest)
                    : List.of();
            new ExpectedEffects(digest, known).require(plan, specHash);
        } catch (SQLException e) {
            throw new LedgerCheck(database).explained(DatabaseException.during("asking the ledger about " + digest, e));
        }
    }

    /**
     * Applies a plan as it was shown, or brings the ledger up to date when it is empty.
     *
     * @throws RefusedException when the plan has blockers, or destructive changes that are not approved
     * @throws SpecException when the server refuses a declaration only now; nothing was applied
     * @see Applier#apply for everything else that can happen
     */
    public ApplyResult apply(PreparedPlan prepared, Approval approval, ApplyOptions options, ApplyListener listener) {
        return apply(prepared, approval, options, listener, FillListener.SILENT);
    }

    /** The same, with somebody who is told how columns are filled. */
    public ApplyResult apply(
            PreparedPlan prepared,
            Approval approval,
            ApplyOptions options,
            ApplyListener listener,
            FillListener fills) {
        review(prepared.plan(), approval, "plumb apply");
        if (prepared.foundation().isEmpty()) {
            return ApplyResult.of(prepared.plan(), OptionalLong.empty());
        }
        PreparedPlan.Foundation foundation = prepared.foundation().get();
        for (int attempt = 1; ; attempt++) {
            try {
                OptionalLong run = run(foundation, options, listener, fills);
                if (run.isPresent()) {
                    confirm(foundation);
                }
                return workedOff(ApplyResult.of(prepared.plan(), run), options);
            } catch (StalePlanException e) {
                foundation = new Staleness(database).unmoved(foundation, e, attempt < ATTEMPTS);
            }
        }
    }

    /** What functions compute from the rows that data migrations wrote is waited for like what is filled. */
    private ApplyResult workedOff(ApplyResult applied, ApplyOptions options) {
        if (applied.plan().dataFiles().isEmpty() || options.detached()) {
            return applied;
        }
        try (ColumnWorker worker = columnWork().worker(WorkListener.SILENT)) {
            return applied.with(worker.drain());
        } catch (InterruptedException e) {
            // All of the plan is done; the notes stay for whoever comes next.
            Thread.currentThread().interrupt();
            return applied;
        }
    }

    private OptionalLong run(
            PreparedPlan.Foundation foundation, ApplyOptions options, ApplyListener listener, FillListener fills) {
        Optional<LateProof> lateProof = foundation.made().lateProof();
        Arrival arrival = lateProof.map(this::arrival).orElse(Arrival.PROVED);
        try {
            return applier(options, fills).apply(new Application(project, foundation).request(arrival), listener);
        } catch (DatabaseException e) {
            lateProof.ifPresent(proof -> explain(proof, e));
            throw new LedgerCheck(database).explained(e);
        }
    }

    private Applier applier(ApplyOptions options, FillListener fills) {
        return new Applier(
                database::connect,
                key,
                Fingerprints.ALL,
                options,
                new SplittableRandom(),
                new EngineBackfill(
                        database::connect, functions, environment.variables().texts(), fills));
    }

    private void confirm(PreparedPlan.Foundation applied) {
        new Confirmation(database, key, ledger)
                .seek(
                        applied.specHash(),
                        (connection, state) ->
                                make(connection, state, applied.spec(), applied.specHash(), PlanMaker::make));
    }

    private Arrival arrival(LateProof proof) {
        return transaction -> {
            try (Connection beside = database.connect()) {
                proof.check(transaction, beside);
            }
        };
    }

    /** Throws what is wrong with the spec or the plan, when that is why an apply failed. */
    private void explain(LateProof proof, DatabaseException failure) {
        try (Connection connection = database.connect()) {
            proof.explain(connection);
        } catch (SQLException | DatabaseException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Lets a plan pass into the environment.
     *
     * @param command that applies it, for what to do next
     * @throws RefusedException with everything that its rules, its requirements and the plan itself have against that
     */
    public void review(Plan plan, Approval approval, String command) {
        gate().pass(plan, approval, command);
    }

    /** What to write into the files so that what a plan removes is removed on purpose; empty when nothing has to be said. */
    public Optional<String> removalsToDeclare(Plan plan) {
        List<Change> unannounced = gate().unannounced(plan);
        return unannounced.isEmpty()
                ? Optional.empty()
                : Optional.of(Removals.paste(unannounced, specFiles().read()));
    }

    private Gate gate() {
        return new Gate(environment, policy, new EnvironmentConditions(project, environment, database, key, ledger));
    }

    /**
     * Records that somebody approves what a plan does; the approval counts for every plan with the same effects.
     *
     * @param expiry after which it counts for nothing; absent when it never expires
     */
    public void approve(Plan plan, Optional<Duration> expiry, Optional<String> reason) {
        try {
            LedgerUpgrade.run(database::connect);
            try (Connection connection = database.connect()) {
                ApprovalTable.record(
                        connection,
                        key,
                        Actor.current(),
                        new ApprovalTable.Approved(
                                environment.name(),
                                plan.effects().digest(),
                                PlanJson.write(PlanDocument.of(plan)),
                                expiry,
                                reason));
            }
        } catch (SQLException e) {
            throw DatabaseException.during("recording an approval in " + database.description(), e);
        }
    }

    /** How the database stands to the spec. Reads only, and needs no ledger. */
    public Status status() {
        SpecFiles files = SpecFiles.of(project, functions.given());
        try (Connection connection = database.connect()) {
            LedgerState state = LedgerCheck.whole(connection, ledger.state(connection, key));
            PreparedPlan.Foundation foundation = make(
                    connection,
                    state,
                    files.read(),
                    files.hash(environment.variables().texts()),
                    PlanMaker::make);
            MadePlan made = foundation.made();
            if (state.namespace().isEmpty()) {
                return new Status(
                        made.plan(), List.of(), Optional.empty(), Optional.empty(), List.of(), state.version());
            }
            long namespace = state.namespace().get().id();
            return new Status(
                    made.plan(),
                    new ManagedTable(namespace).recreated(connection, made.schemas()),
                    ledger.lastRun(connection, namespace),
                    ledger.holder(connection, namespace),
                    computed(connection, foundation.spec(), state),
                    state.version());
        } catch (SQLException e) {
            throw new LedgerCheck(database)
                    .explained(DatabaseException.during("looking at " + database.description(), e));
        }
    }

    private List<ColumnState> computed(Connection connection, Spec spec, LedgerState state) throws SQLException {
        return state.knowsComputedColumns()
                ? ColumnStates.read(
                        connection,
                        new Schemas(environment.namespace(), List.of()),
                        new DeclaredTables(spec)
                                .allComputed().stream()
                                        .map(DeclaredTables.Part::column)
                                        .toList(),
                        ledger.managed(
                                connection, state.namespace().orElseThrow().id()))
                : List.of();
    }

    /** What can be asked about computed columns; to be used only as long as this is open. */
    public ComputedColumns computedColumns() {
        return new ComputedColumns(project, environment, database, functions, key, ledger);
    }

    /** Filling computed columns and keeping them right; to be used only as long as this is open. */
    public ColumnWork columnWork() {
        return new ColumnWork(environment, database, functions, key, ledger);
    }

    @Override
    public void close() {
        try {
            functions.close();
        } finally {
            database.close();
        }
    }
}
