package dev.plumb.plan.ddl;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.ConstraintVisitor;

/** Whether a constraint holds for the rows that were there before it. */
final class Validity implements ConstraintVisitor<Boolean> {
    private static final Validity INSTANCE = new Validity();

    private Validity() {}

    static boolean isValidated(Constraint constraint) {
        return constraint.accept(INSTANCE);
    }

    @Override
    public Boolean primaryKey(Constraint.PrimaryKey primaryKey) {
        return true;
    }

    @Override
    public Boolean unique(Constraint.UniqueConstraint unique) {
        return true;
    }

    @Override
    public Boolean foreignKey(Constraint.ForeignKey foreignKey) {
        return foreignKey.validated();
    }

    @Override
    public Boolean check(Constraint.CheckConstraint check) {
        return check.validated();
    }

    @Override
    public Boolean exclusion(Constraint.ExclusionConstraint exclusion) {
        return true;
    }
}
