package dev.plumb.runtime;

import dev.plumb.plan.CatalogState;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.apply.ApplyRequest;
import dev.plumb.runtime.canonical.MadePlan;
import dev.plumb.schema.Address;
import dev.plumb.schema.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A plan bound to the state of the database that it was made from: it is applied as it was shown, or refused. */
public final class PreparedPlan {
    private final Plan plan;
    private final Optional<Foundation> foundation;

    private PreparedPlan(Plan plan, Optional<Foundation> foundation) {
        this.plan = plan;
        this.foundation = foundation;
    }

    /** Neither the spec nor the catalog moved since the last run, so nothing was compared and nothing is to be done. */
    static PreparedPlan unchanged(String environment) {
        return new PreparedPlan(Plan.nothing(environment), Optional.empty());
    }

    static PreparedPlan of(Foundation foundation) {
        return new PreparedPlan(foundation.made().plan(), Optional.of(foundation));
    }

    /** What an apply would do. */
    public Plan plan() {
        return plan;
    }

    /**
     * The same for another namespace, in which everything is as it is in this one.
     *
     * @param prefix of its schemas
     * @param fingerprint of the catalog rows of its schemas
     * @param revision of what is managed there
     */
    PreparedPlan elsewhere(String prefix, String fingerprint, long revision) {
        return foundation
                .map(f -> of(new Foundation(
                        f.spec(), f.specHash(), f.made().elsewhere(prefix, fingerprint), f.managed(), revision)))
                .orElse(this);
    }

    Optional<Foundation> foundation() {
        return foundation;
    }

    /**
     * What a plan was made from.
     *
     * @param managed what the ledger listed
     * @param revision of that list
     */
    record Foundation(Spec spec, String specHash, MadePlan made, Set<Address> managed, long revision) {
        /** The same on another reading that means the same. */
        Foundation on(CatalogState live) {
            return new Foundation(spec, specHash, made.on(live), managed, revision);
        }

        ApplyRequest.Basis basis() {
            return new ApplyRequest.Basis(
                    List.copyOf(made.schemas().values()), made.live().fingerprint(), revision);
        }
    }
}
