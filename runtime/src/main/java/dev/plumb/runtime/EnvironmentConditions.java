package dev.plumb.runtime;

import dev.plumb.environment.Databases;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Requirements;
import dev.plumb.environment.Tenancy;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            Passage passage = passage(other, plan);
            return passage.lacking().isEmpty()
                    ? Optional.empty()
                    : Optional.of(refusal(
                            "comes after " + other
                                    + passage.words(
                                            Effects.shortened(plan.effects().digest())),
                            "apply there first: plumb apply -e " + other));
        } catch (PlumbException | DatabaseUnreachableException | SpecException e) {
            return Optional.of(refusal(
                    "comes after " + other + ", which could not be asked: " + e.getMessage(),
                    "see that " + other + " can be reached and its ledger read from here: plumb status -e " + other));
        }
    }

    /**
     * How far effects have come in an environment.
     *
     * @param tenants how many it has; absent when it has none
     * @param lacking those who have not had them, or the environment itself
     */
    private record Passage(Optional<Integer> tenants, List<String> lacking) {
        private static final int LISTED = 5;

        String words(String digest) {
            String neither = "neither the effects " + digest + " nor this commit were applied";
            int more = lacking.size() - LISTED;
            return tenants.map(all -> ", and to " + lacking.size() + " of its " + all + " tenants ("
                            + String.join(", ", lacking.subList(0, Math.min(LISTED, lacking.size())))
                            + (more > 0 ? " and " + more + " more" : "") + ") " + neither)
                    .orElse(", where " + neither);
        }
    }

    /** Whoever was chosen of the tenants here says nothing about those over there, all of whom count. */
    private Passage passage(String other, Plan plan) {
        Project whole = project.choosing(List.of());
        Optional<String> name = Optional.of(other);
        Optional<Tenancy> tenancy = whole.tenancy(name);
        try (Database there = Databases.open(whole, whole.site(name));
                Connection connection = there.connect()) {
            Map<String, Environment> all = new LinkedHashMap<>();
            if (tenancy.isPresent()) {
                new TenantNames(tenancy.get(), there)
                        .all(connection)
                        .forEach(t -> all.put(t, whole.environment(tenancy.get(), t)));
            } else {
                all.put(other, whole.environment(name));
            }
            Set<String> passed = passed(connection, all.values(), plan);
            List<String> lacking = all.entrySet().stream()
                    .filter(e -> !passed.contains(e.getValue().namespace()))
                    .map(Map.Entry::getKey)
                    .toList();
            return new Passage(tenancy.map(t -> all.size()), lacking);
        } catch (SQLException e) {
            throw DatabaseException.during("looking whether it was applied to " + other, e);
        }
    }

    /** The prefixes of the namespaces that have had it. */
    private Set<String> passed(Connection connection, Collection<Environment> all, Plan plan) throws SQLException {
        Environment any = all.iterator().next();
        Ledger theirs = new Ledger(Fingerprints.ALL, new TargetCheck(project, any)::pass);
        return theirs.state(connection, new NamespaceKey(project.name(), any.namespace()))
                        .knowsEffects()
                ? ApprovalTable.appliedTo(
                        connection,
                        project.name(),
                        any.name(),
                        all.stream().map(Environment::namespace).toList(),
                        plan.effects().digest(),
                        git().filter(GitState::clean).map(GitState::commit))
                : Set.of();
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
