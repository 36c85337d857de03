package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Requirements;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.environment.git.GitState;
import dev.plumb.plan.Effects;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Refusal;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.ledger.ApprovalTable;
import dev.plumb.runtime.ledger.Ledger;
import dev.plumb.runtime.ledger.NamespaceKey;
import dev.plumb.runtime.policy.Conditions;
import dev.plumb.source.SpecException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the ledgers and Git say about a plan for an environment. */
record EnvironmentConditions(
        Project project, Environment environment, Database database, NamespaceKey key, Ledger ledger)
        implements Conditions {
    @Override
    public boolean isApproved(Plan plan) {
        return !approvers(plan).isEmpty();
    }

    private List<String> approvers(Plan plan) {
        String digest = plan.effects().digest();
        try (Connection connection = database.connect()) {
            return digest.equals(Effects.NONE.digest())
                            || !ledger.state(connection, key).knowsEffects()
                    ? List.of()
                    : ApprovalTable.approvers(connection, project.name(), environment.name(), digest);
        } catch (SQLException e) {
            throw DatabaseException.during("looking for approvals in " + database.description(), e);
        }
    }

    @Override
    public List<Refusal> unmet(Plan plan) {
        Requirements requires = environment.rules().requires();
        List<Refusal> unmet = new ArrayList<>();
        if (requires.approvals() > 0) {
            approvals(requires, plan).ifPresent(unmet::add);
        }
        requires.after().flatMap(after -> before(after, plan)).ifPresent(unmet::add);
        requires.gitRef().flatMap(this::ref).ifPresent(unmet::add);
        if (requires.cleanTree()) {
            cleanTree().ifPresent(unmet::add);
        }
        return unmet;
    }

    private Optional<Refusal> approvals(Requirements requires, Plan plan) {
        List<String> approvers = approvers(plan);
        String digest = Effects.shortened(plan.effects().digest());
        return approvers.size() >= requires.approvals()
                ? Optional.empty()
                : Optional.of(refusal(
                        "needs " + requires.approvals() + (requires.approvals() == 1 ? " approval" : " approvals")
                                + " of the effects " + digest + ", and has "
                                + (approvers.isEmpty() ? "none" : "those of " + String.join(", ", approvers)),
                        "have them approved: plumb approve -e " + environment.name() + " --digest " + digest));
    }

    private Optional<Refusal> before(String other, Plan plan) {
        try {
            return wasAppliedTo(other, plan)
                    ? Optional.empty()
                    : Optional.of(refusal(
                            "comes after " + other + ", where neither the effects "
                                    + Effects.shortened(plan.effects().digest()) + " nor this commit were applied",
                            "apply there first: plumb apply -e " + other));
        } catch (PlumbException | DatabaseUnreachableException | SpecException e) {
            return Optional.of(refusal(
                    "comes after " + other + ", which could not be asked: " + e.getMessage(),
                    "see that " + other + " can be reached and its ledger read from here: plumb status -e " + other));
        }
    }

    private boolean wasAppliedTo(String other, Plan plan) {
        Environment there = project.environment(Optional.of(other));
        NamespaceKey its = new NamespaceKey(project.name(), there.namespace());
        try (Database database = Databases.open(project, there);
                Connection connection = database.connect()) {
            Ledger theirs = new Ledger(Fingerprints.ALL, new TargetCheck(project, there)::pass);
            return theirs.state(connection, its).knowsEffects()
                    && ApprovalTable.wasApplied(
                            connection,
                            its,
                            plan.effects().digest(),
                            git().filter(GitState::clean).map(GitState::commit));
        } catch (SQLException e) {
            throw DatabaseException.during("looking whether it was applied to " + other, e);
        }
    }

    private Optional<Refusal> ref(String ref) {
        return GitState.isAt(project.root(), ref)
                ? Optional.empty()
                : Optional.of(refusal(
                        "is applied from " + ref + " alone, and what is checked out is "
                                + git().map(g -> g.branch().orElse(g.commit())).orElse("in no Git repository"),
                        "check " + ref + " out"));
    }

    private Optional<Refusal> cleanTree() {
        return git().filter(GitState::clean).isPresent()
                ? Optional.empty()
                : Optional.of(refusal(
                        "is applied from committed files alone, and "
                                + (git().isPresent()
                                        ? "files differ from the commit"
                                        : "they are in no Git repository"),
                        "commit or stash what differs"));
    }

    private Optional<GitState> git() {
        return GitState.of(project.root());
    }

    private Refusal refusal(String what, String remedy) {
        String place = environment
                .rules()
                .requires()
                .location()
                .map(l -> " (requires, " + l + ")")
                .orElse("");
        return new Refusal(environment.name() + " " + what + place, remedy);
    }
}
