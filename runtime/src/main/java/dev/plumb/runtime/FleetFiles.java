package dev.plumb.runtime;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.Tenancy;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.failure.RefusedException;
import dev.plumb.runtime.failure.StalePlanException;
import dev.plumb.runtime.failure.WrongTargetException;
import dev.plumb.runtime.planfile.FleetPlanFile;
import dev.plumb.runtime.planfile.PlanFile;
import dev.plumb.runtime.tenant.Waves;
import dev.plumb.source.Problem;
import dev.plumb.source.SpecException;
import dev.plumb.source.Suggestions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes the plans of tenants into a file, and applies those of a file. To be used only as long as the fleet is open. */
public final class FleetFiles {
    private final Project project;
    private final Fleet fleet;
    private volatile boolean stopped;

    public FleetFiles(Project project, Fleet fleet) {
        this.project = project;
        this.fleet = fleet;
    }

    /**
     * The plans, bound to what they rest on.
     *
     * @throws RefusedException when one of them has blockers
     * @throws StalePlanException when a tenant has moved while they were made
     */
    public FleetPlanFile make(FleetPlan plan) {
        List<FleetPlanFile.Group> groups = new ArrayList<>();
        for (TenantGroup group : plan.groups()) {
            group.prepared()
                    .foundation()
                    .map(f -> Application.of(project, f))
                    .ifPresent(application -> groups.add(group(group, application)));
        }
        return new FleetPlanFile(
                PlanFile.VERSION,
                Instant.now().toString(),
                project.name(),
                plan.environment(),
                plan.unchanged(),
                groups);
    }

    private FleetPlanFile.Group group(TenantGroup group, Application application) {
        Map<String, PlanFile> files = new LinkedHashMap<>();
        for (TenantGroup.Member member : group.members()) {
            PreparedPlan.Foundation its =
                    member.prepared(group.prepared()).foundation().orElseThrow();
            try (Plumb plumb = fleet.plumb(member.environment())) {
                files.put(member.name(), plumb.planFile(application.on(its)));
            }
        }
        PlanFile first = files.values().iterator().next();
        return new FleetPlanFile.Group(
                first,
                files.entrySet().stream()
                        .map(e -> FleetPlanFile.Member.of(e.getKey(), e.getValue(), first))
                        .toList());
    }

    /**
     * What is to be done of a file.
     *
     * @param done tenants for whom nothing is to be done, any more or from the beginning
     * @param groups the others, those together for whom the same was planned
     */
    public record Pending(List<String> done, List<Group> groups) {
        public Pending {
            done = List.copyOf(done);
            groups = List.copyOf(groups);
        }
    }

    /** Tenants for whom the same was planned. */
    public static final class Group {
        private final Map<String, PlanFile> members;

        private Group(Map<String, PlanFile> members) {
            this.members = members;
        }

        /** Never empty. */
        public List<String> tenants() {
            return List.copyOf(members.keySet());
        }

        /** In the names of the first tenant. */
        public Plan plan() {
            return first().plan();
        }

        private PlanFile first() {
            return members.values().iterator().next();
        }
    }

    /**
     * Refuses a file that cannot be applied any more, or not here; what it has already been applied to of several is left out.
     *
     * @throws WrongTargetException when it was made for another target
     * @throws StalePlanException when it was applied to all before, somebody is no tenant any more, or something that a plan rests
     *     on has moved
     * @throws SpecException when a tenant was chosen who is not in it
     */
    public Pending check(FleetPlanFile file) {
        refuseOthers(file);
        Map<String, PlanFile> chosen = chosen(file);
        Map<String, Environment> now = fleet.listed();
        List<String> left =
                chosen.keySet().stream().filter(t -> !now.containsKey(t)).toList();
        if (!left.isEmpty()) {
            throw new StalePlanException(
                    String.join(", ", left) + (left.size() == 1 ? " is no tenant of " : " are no tenants of ")
                            + file.environment() + " any more, so nothing was applied",
                    PlanFiles.PLAN_AGAIN + "; or name those to whom it is to be applied all the same: --tenant NAME");
        }
        Map<UUID, String> succeeded =
                fleet.succeeded(chosen.values().stream().map(PlanFile::id).toList());
        Set<String> done = done(chosen, succeeded);
        if (!chosen.isEmpty() && done.size() == chosen.size()) {
            String last = succeeded.values().iterator().next();
            throw PlanFiles.appliedBefore(done.size() == 1 ? last : "to all its tenants: " + last);
        }
        Map<String, PlanFile> open = new LinkedHashMap<>(chosen);
        open.keySet().removeAll(done);
        refuseMoved(open);
        List<String> settled = new ArrayList<>(file.unchanged());
        settled.addAll(done);
        return new Pending(settled, groups(file, open));
    }

    private void refuseOthers(FleetPlanFile file) {
        List<String> differences = new ArrayList<>();
        if (!file.project().equals(project.name())) {
            differences.add("the project is '" + project.name() + "', not '" + file.project() + "'");
        }
        String environment = fleet.tenancy().environment();
        if (!file.environment().equals(environment)) {
            differences.add("the environment is '" + environment + "', not '" + file.environment() + "'");
        }
        if (!differences.isEmpty()) {
            throw PlanFiles.otherTarget(differences);
        }
    }

    private Map<String, PlanFile> chosen(FleetPlanFile file) {
        Map<String, PlanFile> all = file.byTenant();
        List<String> names = project.chosenTenants();
        List<String> inFile = new ArrayList<>(all.keySet());
        inFile.addAll(file.unchanged());
        List<Problem> problems = names.stream()
                .filter(n -> !inFile.contains(n))
                .map(n -> new Problem(
                        Optional.empty(),
                        "the plan file has nothing for a tenant '" + n + "'",
                        Optional.of(Suggestions.nearest(n, inFile)
                                .map(nearest -> "did you mean '" + nearest + "'?")
                                .orElse("make a plan for it: plumb plan -o FILE --tenant " + n))))
                .toList();
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        if (!names.isEmpty()) {
            all.keySet().retainAll(names);
        }
        return all;
    }

    private static Set<String> done(Map<String, PlanFile> chosen, Map<UUID, String> succeeded) {
        Map<String, PlanFile> done = new LinkedHashMap<>(chosen);
        done.values().removeIf(f -> !succeeded.containsKey(f.id()));
        return done.keySet();
    }

    private void refuseMoved(Map<String, PlanFile> open) {
        List<PlumbException> moved = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        open.forEach((tenant, file) -> {
            try (Plumb plumb = plumb(tenant)) {
                plumb.check(file);
            } catch (StalePlanException | WrongTargetException e) {
                moved.add(e);
                sentences.add("tenant " + tenant + ": " + e.happened());
            }
        });
        if (!moved.isEmpty()) {
            throw new StalePlanException(
                    String.join("\n", sentences), moved.get(0).remedy());
        }
    }

    private static List<Group> groups(FleetPlanFile file, Map<String, PlanFile> open) {
        List<Group> groups = new ArrayList<>();
        for (FleetPlanFile.Group group : file.groups()) {
            Map<String, PlanFile> members = new LinkedHashMap<>(open);
            members.keySet()
                    .retainAll(group.members().stream()
                            .map(FleetPlanFile.Member::tenant)
                            .toList());
            if (!members.isEmpty()) {
                groups.add(new Group(members));
            }
        }
        return groups;
    }

    /** Refuses plans whose effects are not those that somebody looked at before. */
    public void expect(Pending pending, String digest) {
        for (Group group : pending.groups()) {
            try (Plumb plumb = plumb(group)) {
                plumb.admission().expect(group.first(), digest);
            }
        }
    }

    /** What to write into the files so that what the plans remove is removed on purpose; empty when nothing has to be said. */
    public Optional<String> removalsToDeclare(Pending pending) {
        return pending.groups().stream()
                .map(group -> {
                    try (Plumb plumb = plumb(group)) {
                        return plumb.admission().removalsToDeclare(group.plan());
                    }
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Lets the plans pass for all their tenants.
     *
     * @throws RefusedException with everything that the rules, the requirements and the plan itself have against it
     */
    public void review(Pending pending, Approval approval, String command) {
        for (Group group : pending.groups()) {
            try (Plumb plumb = plumb(group)) {
                plumb.admission().review(group.plan(), approval, command);
            }
        }
    }

    /** Records that somebody approves what a plan does, which counts for every tenant. */
    public void approve(Group group, Optional<Duration> expiry, Optional<String> reason) {
        try (Plumb plumb = plumb(group)) {
            plumb.admission().approve(group.plan(), expiry, reason);
        }
    }

    /** From now on no other tenant is begun. */
    public void stop() {
        stopped = true;
    }

    /**
     * Applies exactly the plans of a file, or what earlier applies of the same file have left of them.
     *
     * @param pending that was let pass
     */
    public FleetResult apply(Pending pending, ApplyOptions options, Waves waves, FleetApply.Listener listener) {
        List<Map.Entry<String, PlanFile>> tasks = pending.groups().stream()
                .flatMap(g -> g.members.entrySet().stream())
                .toList();
        return new FleetRun(waves, () -> stopped, listener).over(tasks, Map.Entry::getKey, task -> {
            try (Plumb plumb = plumb(task.getKey())) {
                plumb.applyReviewed(task.getValue(), options, ApplyListener.SILENT, FillListener.SILENT);
            }
        });
    }

    private Plumb plumb(Group group) {
        return plumb(group.tenants().get(0));
    }

    private Plumb plumb(String tenant) {
        Tenancy tenancy = fleet.tenancy();
        return fleet.plumb(project.environment(tenancy, tenant));
    }
}
