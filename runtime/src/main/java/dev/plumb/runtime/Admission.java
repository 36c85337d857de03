package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.plan.Change;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.runtime.apply.LedgerUpgrade;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.ledger.Actor;
import dev.plumb.runtime.ledger.ApprovalTable;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.LedgerState;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.ledger.PlannedRun;
import dev.plumb.runtime.ledger.PlannedRuns;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.runtime.policy.Gate;
import dev.plumb.runtime.policy.Policy;
import dev.plumb.runtime.policy.Removals;
import dev.plumb.schema.Spec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a plan may be applied to an environment, and who says so. To be had from {@link Plumb#admission}, and used only as long
 * as that is open.
 */
public final class Admission {
    private final Environment environment;
    private final Database database;
    private final NamespaceKey key;
    private final Ledger ledger;
    private final Gate gate;
    private final Supplier<Spec> spec;

    Admission(
            Project project,
            Environment environment,
            Database database,
            NamespaceKey key,
            Ledger ledger,
            Supplier<Spec> spec) {
        this.environment = environment;
        this.database = database;
        this.key = key;
        this.ledger = ledger;
        this.gate = new Gate(
                environment,
                new Policy(environment.rules()),
                new EnvironmentConditions(project, environment, database, key, ledger));
        this.spec = spec;
    }

    /**
     * Lets a plan pass into the environment.
     *
     * @param command that applies it, for what to do next
     * @throws RefusedException with everything that its rules, its requirements and the plan itself have against that
     */
    public void review(Plan plan, Approval approval, String command) {
        gate.pass(plan, approval, command);
    }

    /** Why an apply of the plan would be refused now, whatever is allowed on the command line. */
    public List<Refusal> refusals(Plan plan) {
        return gate.standing(plan);
    }

    /** What to write into the files so that what a plan removes is removed on purpose; empty when nothing has to be said. */
    public Optional<String> removalsToDeclare(Plan plan) {
        List<Change> unannounced = gate.unannounced(plan);
        return unannounced.isEmpty() ? Optional.empty() : Optional.of(Removals.paste(unannounced, spec.get()));
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
     * Records that somebody approves what a plan does. The approval counts in this environment, for every plan with the same
     * effects.
     *
     * @param expiry after which it counts for nothing; absent when it never expires
     * @throws RefusedException when the plan cannot be applied at all
     */
    public void approve(Plan plan, Optional<Duration> expiry, Optional<String> reason) {
        if (!plan.blockers().isEmpty()) {
            throw new RefusedException(
                    "something is in the way of this plan, so nothing was approved",
                    "the plan names a way out for each; then plan again");
        }
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
}
