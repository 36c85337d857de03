package dev.plumb.runtime;

import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.runtime.apply.Applier;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.apply.Arrival;
import dev.plumb.runtime.canonical.LateProof;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.runtime.work.WorkListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Carries out what somebody has let pass, and begins anew when catalog rows were merely written anew meanwhile. For one thread. */
final class ReviewedApply {
    /** How often catalog rows may be written anew while a plan begins to be applied. */
    private static final int ATTEMPTS = 3;

    private final Project project;
    private final Database database;
    private final Planning planning;
    private final Applier applier;
    private final ApplyOptions options;
    private final ColumnWork work;

    /** @param options those of the applier */
    ReviewedApply(
            Project project,
            Database database,
            Planning planning,
            Applier applier,
            ApplyOptions options,
            ColumnWork work) {
        this.project = project;
        this.database = database;
        this.planning = planning;
        this.applier = applier;
        this.options = options;
        this.work = work;
    }

    /**
     * The plan of a file.
     *
     * @throws StalePlanException when it was applied before, or something that it rests on has moved
     */
    ApplyResult apply(PlanFile file, PlanFiles files, ApplyListener listener) {
        for (int attempt = 1; ; attempt++) {
            ApplyRequest request = files.request(file);
            try {
                OptionalLong run = applier.apply(request, listener);
                planning.confirm(file.origin().specHash());
                return workedOff(ApplyResult.of(file.plan(), run));
            } catch (StalePlanException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            } catch (DatabaseException e) {
                throw new LedgerCheck(database).explained(e);
            }
        }
    }

    /** A plan as it was shown, or nothing but the record when it is empty. */
    ApplyResult apply(PreparedPlan prepared, ApplyListener listener) {
        if (prepared.foundation().isEmpty()) {
            return ApplyResult.of(prepared.plan(), OptionalLong.empty());
        }
        PreparedPlan.Foundation foundation = prepared.foundation().get();
        for (int attempt = 1; ; attempt++) {
            try {
                OptionalLong run = run(foundation, listener);
                if (run.isPresent()) {
                    planning.confirm(foundation.specHash(), foundation.spec());
                }
                return workedOff(ApplyResult.of(prepared.plan(), run));
            } catch (StalePlanException e) {
                foundation = new Staleness(database).unmoved(foundation, e, attempt < ATTEMPTS);
            }
        }
    }

    /** What functions compute from the rows that data migrations wrote is waited for like what is filled. */
    private ApplyResult workedOff(ApplyResult applied) {
        if (applied.plan().dataFiles().isEmpty() || options.detached()) {
            return applied;
        }
        try (ColumnWorker worker = work.worker(WorkListener.SILENT)) {
            return applied.with(worker.drain());
        } catch (InterruptedException e) {
            // All of the plan is done; the notes stay for whoever comes next.
            Thread.currentThread().interrupt();
            return applied;
        }
    }

    private OptionalLong run(PreparedPlan.Foundation foundation, ApplyListener listener) {
        Optional<LateProof> lateProof = foundation.made().lateProof();
        Arrival arrival = lateProof.map(this::arrival).orElse(Arrival.PROVED);
        try {
            return applier.apply(Application.of(project, foundation).request(arrival), listener);
        } catch (DatabaseException e) {
            lateProof.ifPresent(proof -> explain(proof, e));
            throw new LedgerCheck(database).explained(e);
        }
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
}
