package dev.plumb.runtime.canonical;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.FillPace;
import dev.plumb.plan.Plan;
import dev.plumb.plan.RenameResolution;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.plan.planning.DataSteps;
import dev.plumb.plan.rename.RenameResolver;
import dev.plumb.runtime.catalog.CatalogReader;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Spec;
import dev.plumb.schema.sql.NameMap;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Makes a plan from a spec and a database, and proves it before anyone decides on it. Writes nothing: all work on the server is in
 * transactions that are rolled back, and no existing relation is locked more strongly than {@code access share}. For one thread.
 */
public final class PlanMaker {
    private final Connection connection;
    private final Target target;

    private final FunctionCatalog functions;
    private final Map<String, String> variables;
    private final UnaryOperator<CatalogState> reading;

    /**
     * @param connection in no transaction; used for nothing else meanwhile, and left as it was
     * @param functions that computed columns may call
     * @param variables that arguments of functions may name
     */
    public PlanMaker(Connection connection, Target target, FunctionCatalog functions, Map<String, String> variables) {
        this(connection, target, functions, variables, UnaryOperator.identity());
    }

    private PlanMaker(
            Connection connection,
            Target target,
            FunctionCatalog functions,
            Map<String, String> variables,
            UnaryOperator<CatalogState> reading) {
        this.connection = connection;
        this.target = target;
        this.functions = functions;
        this.variables = Map.copyOf(variables);
        this.reading = reading;
    }

    /** The same for plans that are to run elsewhere, too, where tables may have rows that they do not have here. */
    public PlanMaker supposingRows() {
        return supposing(Map.of());
    }

    /**
     * The same for plans that are to run where the tables have other rows.
     *
     * @param rows of some tables; the others may have any number
     */
    public PlanMaker supposing(Map<Address, TableFacts> rows) {
        return new PlanMaker(connection, target, functions, variables, state -> state.withRows(rows));
    }

    /** Without functions. */
    public PlanMaker(Connection connection, Target target) {
        this(connection, target, FunctionCatalog.EMPTY, Map.of());
    }

    /**
     * Makes a plan and proves it.
     *
     * @throws SpecException with every declaration that the server does not accept
     * @throws ProofException when the plan does not lead to the declared schema, which is a defect
     * @throws DatabaseException when the server cannot be asked
     */
    public MadePlan make(Spec spec) {
        try {
            return make(spec, live(spec));
        } catch (SQLException e) {
            throw DatabaseException.during("making a plan", e);
        }
    }

    /** Of an environment in which nothing is to be left, nor anything that was removed and is kept. */
    public MadePlan makeToEmpty() {
        Spec nothing = new Spec(Schema.EMPTY, Map.of());
        try {
            return make(nothing, live(nothing).withoutDependents(PlumbingNames::isRemovedWithItsTable));
        } catch (SQLException e) {
            throw DatabaseException.during("making a plan", e);
        }
    }

    /**
     * The same for a plan that nobody looks at before it is applied. Where it can, it leaves the proof to the transaction that
     * applies it.
     */
    public MadePlan makeToApply(Spec spec) {
        try {
            Making making = new Making(spec, live(spec));
            boolean late = target.data().isEmpty() && LateProof.suits(making.live, making.plan);
            return late ? making.unproved() : making.proved();
        } catch (SQLException e) {
            throw DatabaseException.during("making a plan", e);
        }
    }

    private CatalogState live(Spec spec) throws SQLException {
        return reading.apply(CatalogReader.live().read(connection, schemas(spec.schema())));
    }

    /** @param live as read of {@linkplain #schemas the same directories} */
    MadePlan make(Spec spec, CatalogState live) throws SQLException {
        return new Making(spec, live).proved();
    }

    /** A plan that is made and not yet proved. */
    private final class Making {
        private final Environment environment;
        private final CatalogState live;
        private final RenameResolution renames;
        private final CatalogState renamed;
        private final CanonicalSchema desired;
        private final NamelessPlan planning;
        private final List<String> notes;
        private final NameMap names;
        private final Plan plan;

        private Making(Spec written, CatalogState live) throws SQLException {
            VectorStores stores = new VectorStores(connection, live);
            Spec spec = stores.in(written);
            this.notes = stores.notes();
            this.environment = new Environment(connection, schemas(spec.schema()));
            this.live = live;
            CanonicalSchema canonical = environment.canonicalizer(live).canonicalize(spec);
            refuseUndeclared(spec, canonical);
            this.renames = RenameResolver.resolve(
                    HiddenColumns.without(canonical.schema()), live.schema(), target.managed(), spec.locations());
            this.renamed = RenamedState.of(environment, live, renames);
            CanonicalSchema aligned =
                    new NormalForm(environment.canonicalizer(live)).align(canonical, HiddenColumns.with(renamed));
            DeclaredCalls calls = new DeclaredCalls(spec, functions, variables);
            this.desired =
                    aligned.withComputed(new ComputedTables(aligned, calls.definitions(aligned.schema())).of(spec));
            this.planning = new NamelessPlan(target, spec, desired, renamed, renames, paces(calls, renames));
            this.names = names(environment.schemas(), live, renamed, desired.schema());
            Plan unbound = planning.in(names);
            this.plan = unbound.changes().isEmpty() || !unbound.blockers().isEmpty()
                    ? unbound
                    : unbound.withEffects(planning.effects(
                            names(logical(environment.schemas().keySet()), live, renamed, desired.schema())));
        }

        private MadePlan proved() throws SQLException {
            Proof proof = new Proof(environment, live, renamed, desired, plan);
            return made(PlanMaker.proved(plan, proof, planning, live, renames), Optional.empty());
        }

        private MadePlan unproved() {
            return made(plan, Optional.of(new LateProof(live, desired, plan, planning::in, environment.schemas())));
        }

        private MadePlan made(Plan made, Optional<LateProof> lateProof) {
            return new MadePlan(
                    finished(made, names),
                    live,
                    desired.schema(),
                    desired.dependencies(),
                    renames.applyTo(target.managed()),
                    environment.schemas(),
                    lateProof,
                    this::elsewhere,
                    this::canonical);
        }

        private Schema canonical(Spec other) throws SQLException {
            Spec spec = new VectorStores(connection, live).in(other);
            Environment its = new Environment(connection, schemas(spec.schema()));
            CanonicalSchema canonical = its.canonicalizer(live).canonicalize(spec);
            return new NormalForm(its.canonicalizer(live))
                    .align(canonical, HiddenColumns.with(live))
                    .schema();
        }

        private Plan finished(Plan made, NameMap in) {
            return new DataSteps(target.data(), target.managed(), in).in(noting(made, notes));
        }

        private Plan elsewhere(Map<DirectoryPath, String> schemas) {
            NameMap there = names(schemas, live, renamed, desired.schema());
            return finished(planning.in(there), there);
        }
    }

    /** A plan of thousands of tables can need more locks at once than a server has room for; its reader is told. */
    private static Plan proved(
            Plan plan, Proof proof, NamelessPlan planning, CatalogState live, RenameResolution renames)
            throws SQLException {
        if (plan.steps().isEmpty()) {
            return plan;
        }
        try {
            proof.check(planning::in, Selection.formerKeys(live.schema(), renames));
            return plan;
        } catch (SQLException e) {
            if (!ServerTrouble.isOutOfLocks(e)) {
                throw e;
            }
            return noting(
                    plan,
                    List.of("this plan was not tried on copies first: it needs more locks at once than the server has"
                            + " room for; raise max_locks_per_transaction, or apply the spec in parts, to have it"
                            + " tried"));
        }
    }

    private static Plan noting(Plan plan, List<String> more) {
        List<String> notes = new ArrayList<>(plan.notes());
        notes.addAll(more);
        return plan.withNotes(notes);
    }

    private void refuseUndeclared(Spec spec, CanonicalSchema canonical) {
        List<Problem> problems = new Diagnosis(spec, new NameMap(Map.of(), Map.of()), Map.of())
                .undeclared(canonical.references(), target.managed());
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
    }

    /** By the names that columns are to have. */
    private Map<Address, FillPace> paces(DeclaredCalls calls, RenameResolution renames) {
        Map<Address, FillPace> paces = new HashMap<>();
        calls.limits()
                .forEach((column, limits) -> paces.put(column, new FillPace(Optional.of(limits), Optional.empty())));
        target.rates().forEach((column, measured) -> renames.applyTo(Set.of(column))
                .forEach(now -> paces.put(
                        now,
                        new FillPace(paces.getOrDefault(now, FillPace.UNKNOWN).limits(), Optional.of(measured)))));
        return paces;
    }

    /** Every directory under its own name. */
    private static Map<DirectoryPath, String> logical(Set<DirectoryPath> directories) {
        Map<DirectoryPath, String> schemas = new HashMap<>();
        directories.forEach(d -> schemas.put(d, d.schemaName()));
        return schemas;
    }

    private static NameMap names(
            Map<DirectoryPath, String> schemas, CatalogState live, CatalogState renamed, Schema desired) {
        Map<String, String> physical = new HashMap<>();
        schemas.forEach((directory, schema) -> physical.put(directory.schemaName(), schema));
        Map<String, Set<String>> known =
                Names.union(Names.union(live.knownNames(), renamed.knownNames()), Names.objectNames(desired));
        return new NameMap(physical, known);
    }

    /** Of every directory that is declared, was declared, or is said to have had another name. */
    private Map<DirectoryPath, String> schemas(Schema declared) {
        Map<DirectoryPath, String> schemas = new HashMap<>();
        PlannedDirectories.of(
                        declared,
                        target.managed().stream().map(Address::directory).toList())
                .forEach(d -> schemas.put(d, target.prefix() + d.schemaName()));
        return schemas;
    }
}
