package dev.plumb.schema;

/**
 * One method for each kind of constraint, so that a new kind does not compile until everyone has an answer for it.
 *
 * @param <R> the answer
 */
public interface ConstraintVisitor<R> {
    R primaryKey(Constraint.PrimaryKey primaryKey);

    R unique(Constraint.UniqueConstraint unique);

    R foreignKey(Constraint.ForeignKey foreignKey);

    R check(Constraint.CheckConstraint check);

    R exclusion(Constraint.ExclusionConstraint exclusion);
}
