package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.CatalogState.TableFacts;
import dev.plumb.plan.Plan;
import dev.plumb.plugin.ColumnFunction;
import dev.plumb.runtime.apply.Applier;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.canonical.PlanMaker;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.NamespaceRow;
import dev.plumb.runtime.model.Snapshot;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What applications and the command line use: one project on one environment's database. Every method that talks to a server
 * throws a {@link dev.plumb.runtime.failure.PlumbException} that says what happened and what to do. For one thread.
 */
public final class Plumb implements AutoCloseable {
    private final Project project;
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Functions functions;
    private final Ledger ledger;
    private final Planning planning;
    private final Admission admission;

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
        this.ledger = new Ledger(Fingerprints.ALL, new TargetCheck(project, environment)::pass);
        this.functions = new Functions(project, given);
        this.planning = new Planning(project, environment, database, key, functions, ledger);
        this.admission = new Admission(project, environment, database, key, ledger, () -> planning.files()
                .read());
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
        return planning.prepare(PlanMaker::make);
    }

    /**
     * The same for a plan that is applied without anybody looking at it before. A large one for empty schemas is proved by the
     * transaction that applies it, before the commit.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    public PreparedPlan planToApply() {
        return planning.prepare(PlanMaker::makeToApply);
    }

    /**
     * What an apply would do if nothing were there yet.
     *
     * @throws SpecException when the spec is not valid, by itself or to the server
     */
    public Plan planOfNothing() {
        return planning.ofNothing();
    }

    /** The plan for an environment whose rows are copied from elsewhere: without data migrations, which may follow. */
    PreparedPlan planOfSchemaAlone() {
        return planning.supposing(Supposition.SCHEMA_ALONE).prepare(PlanMaker::makeToApply);
    }

    /**
     * The plan for a database that this one is a likeness of.
     *
     * @param ran data migrations that have run there
     * @param rows what is known of its tables; the others may have any number
     */
    Plan planOfLikeness(Set<String> ran, Map<Address, TableFacts> rows) {
        return planning.supposing(Supposition.likeness(ran, rows))
                .look(
                        "planning for ",
                        (connection, state, foundation) -> foundation.made().plan());
    }

    /** What somebody who cannot ask this database needs to know of it, to plan for it. */
    public Snapshot snapshot() {
        return planning.look("looking at ", new SnapshotReport(project, environment, ledger)::of);
    }

    /**
     * What an apply would do, bound to what it rests on, for a file that is applied later. Always looks, also when nothing
     * seems to have changed.
     *
     * @throws RefusedException when the plan has blockers
     */
    public PlanFile planFile() {
        return planning.look("planning for ", (connection, state, foundation) -> planFiles()
                .make(Application.of(project, foundation)));
    }

    /** The same for a tenant who is in the state for which another one's plan was made. */
    PlanFile planFile(Application application) {
        return planFiles().makeElsewhere(application);
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
        admission.review(file.plan(), approval, "plumb apply");
        return applyReviewed(file, options, listener, fills);
    }

    /** The same when somebody has let the plan pass. */
    ApplyResult applyReviewed(PlanFile file, ApplyOptions options, ApplyListener listener, FillListener fills) {
        return reviewed(options, fills).apply(file, planFiles(), listener);
    }

    /** Whether plans may be applied here, and who says so. */
    public Admission admission() {
        return admission;
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
        admission.review(prepared.plan(), approval, "plumb apply");
        return applyReviewed(prepared, options, listener, fills);
    }

    /** The same when somebody has let the plan pass. */
    ApplyResult applyReviewed(PreparedPlan prepared, ApplyOptions options, ApplyListener listener, FillListener fills) {
        return reviewed(options, fills).apply(prepared, listener);
    }

    private ReviewedApply reviewed(ApplyOptions options, FillListener fills) {
        Applier applier = new Applier(
                database::connect,
                key,
                Fingerprints.ALL,
                options,
                new SplittableRandom(),
                new EngineBackfill(
                        database::connect, functions, environment.variables().texts(), fills));
        return new ReviewedApply(project, database, planning, applier, options, columnWork());
    }

    /** Makes the database this environment's, whosesoever it was: a copy that is meant to be used, or an environment renamed. */
    public void adopt() {
        try {
            LedgerUpgrade.run(database::connect);
            try (Connection connection = database.connect()) {
                NamespaceRow.adopt(connection, key, environment.name());
            }
        } catch (SQLException e) {
            throw DatabaseException.during("adopting " + database.description(), e);
        }
    }

    /** Whose the database is when it is not this environment's; empty when it is, or is nobody's. */
    public Optional<String> stranger() {
        try (Connection connection = database.connect()) {
            new TargetCheck(project, environment).pass(new Ledger(Fingerprints.ALL).state(connection, key));
            return Optional.empty();
        } catch (WrongTargetException e) {
            return Optional.of(e.happened());
        } catch (SQLException e) {
            throw DatabaseException.during("looking at " + database.description(), e);
        }
    }

    /** How the database stands to the spec. Reads only, and needs no ledger. */
    public Status status() {
        return planning.look("looking at ", new StatusReport(environment, ledger)::of);
    }

    /** What can be asked about computed columns; to be used only as long as this is open. */
    public ComputedColumns computedColumns() {
        return new ComputedColumns(project, environment, database, functions, key, ledger);
    }

    /**
     * What others have changed, as changes of the project's files, proved but not written.
     *
     * @param choice which of it
     * @throws RefusedException when nobody can know what others have changed, or the files would not say it then
     * @throws SpecException when something is named that is as declared
     */
    public Adoption adoption(AdoptionChoice choice) {
        return planning.look("looking at ", (connection, state, foundation) -> {
            SinceLastApply since = new StatusReport(environment, ledger)
                    .of(connection, state, foundation)
                    .since();
            return new Adopting(planning.files(), foundation.spec(), foundation.made())
                    .take(choice.of(since), spec -> planning.instead(connection, state, spec));
        });
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
