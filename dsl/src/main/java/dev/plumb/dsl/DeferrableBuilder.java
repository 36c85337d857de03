package dev.plumb.dsl;

import dev.plumb.schema.Constraint.Deferral;

/**
 * A constraint that can be checked at the end of a transaction.
 *
 * @param <B> the builder itself
 */
public abstract class DeferrableBuilder<B extends DeferrableBuilder<B>> extends ConstraintBuilder<B> {
    private Deferral deferral = Deferral.NOT_DEFERRABLE;

    DeferrableBuilder(Recording recording) {
        super(recording);
    }

    /** {@code deferrable initially immediate}. */
    public B deferrable() {
        deferral = Deferral.INITIALLY_IMMEDIATE;
        return self();
    }

    /** {@code deferrable initially deferred}. */
    public B initiallyDeferred() {
        deferral = Deferral.INITIALLY_DEFERRED;
        return self();
    }

    final Deferral deferral() {
        return deferral;
    }
}
