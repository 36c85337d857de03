package dev.plumb.plan.planning;

import dev.plumb.plan.Action;
import dev.plumb.plan.DataMigration;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.schema.Address;
import dev.plumb.schema.sql.NameMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts the project's data migrations among the steps of a plan, each in a transaction of its own. They are no effects of
 * declarations and no part of the proof, which has no rows; their digests are part of what a plan's effects are.
 */
public final class DataSteps {
    private final List<DataMigration> due;
    private final Set<Address> managed;
    private final NameMap names;

    /**
     * @param due that have not run yet, in order
     * @param managed what is there
     * @param names how directories are called in this environment
     */
    public DataSteps(List<DataMigration> due, Set<Address> managed, NameMap names) {
        this.due = List.copyOf(due);
        this.managed = Set.copyOf(managed);
        this.names = names;
    }

    /** The plan with the data migrations in their places. */
    public Plan in(Plan plan) {
        if (due.isEmpty() || !plan.blockers().isEmpty()) {
            return plan;
        }
        List<Step> steps = plan.steps();
        List<Step> all = new ArrayList<>();
        int transaction = 0;
        int former = 0;
        for (int index = 0; index <= steps.size(); index++) {
            for (DataMigration migration : due) {
                if (migration.place().among(steps) == index) {
                    all.add(step(migration, all.size() + 1, ++transaction, plan));
                    former = 0;
                }
            }
            if (index < steps.size()) {
                Step step = steps.get(index);
                transaction += step.transaction() == former ? 0 : 1;
                former = step.transaction();
                all.add(step.numbered(all.size() + 1, transaction));
            }
        }
        return plan.withSteps(all).withEffects(EffectDigests.with(plan.effects(), due));
    }

    private Step step(DataMigration migration, int ordinal, int transaction, Plan plan) {
        boolean wanted = migration.isWanted(address -> isThere(address, plan));
        String when = wanted
                ? migration.place().words()
                : "not run: " + migration.place().needs().orElseThrow() + " is not there";
        return new Step(
                ordinal,
                List.of(),
                wanted ? names.toPhysical(migration.sql()) : "-- " + when,
                transaction,
                Step.Mode.TRANSACTIONAL,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(new Step.DataFile(migration.file(), migration.digest(), when)));
    }

    private boolean isThere(String address, Plan plan) {
        return managed.stream().anyMatch(a -> a.isWithin(address))
                || plan.changes().stream()
                        .filter(c -> c.action() != Action.CREATE)
                        .anyMatch(c -> c.address().isWithin(address)
                                || c.formerAddress()
                                        .filter(f -> f.isWithin(address))
                                        .isPresent());
    }
}
