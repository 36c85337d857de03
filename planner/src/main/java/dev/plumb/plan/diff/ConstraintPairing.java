package dev.plumb.plan.diff;

import dev.plumb.schema.Address;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ConstraintVisitor;
import java.util.Optional;

/** The comparison for a kind of constraint. Both states have the same kind, as it is part of the address. */
record ConstraintPairing(
        Context context, Address table, Address address, Optional<Constraint> live, Optional<Constraint> desired)
        implements ConstraintVisitor<Comparison<?>> {

    Comparison<?> comparison() {
        return desired.or(() -> live).orElseThrow().accept(this);
    }

    @Override
    public Comparison<?> primaryKey(PrimaryKey primaryKey) {
        return new KeyComparison(
                context,
                table,
                address,
                live.map(c -> new Key.Primary((PrimaryKey) c)),
                desired.map(c -> new Key.Primary((PrimaryKey) c)));
    }

    @Override
    public Comparison<?> unique(UniqueConstraint unique) {
        return new KeyComparison(
                context,
                table,
                address,
                live.map(c -> new Key.Unique((UniqueConstraint) c)),
                desired.map(c -> new Key.Unique((UniqueConstraint) c)));
    }

    @Override
    public Comparison<?> foreignKey(ForeignKey foreignKey) {
        return new ForeignKeyComparison(
                context, table, address, live.map(ForeignKey.class::cast), desired.map(ForeignKey.class::cast));
    }

    @Override
    public Comparison<?> check(CheckConstraint check) {
        return new CheckComparison(
                context,
                table,
                address,
                live.map(CheckConstraint.class::cast),
                desired.map(CheckConstraint.class::cast));
    }

    @Override
    public Comparison<?> exclusion(ExclusionConstraint exclusion) {
        return new ExclusionComparison(
                context,
                table,
                address,
                live.map(ExclusionConstraint.class::cast),
                desired.map(ExclusionConstraint.class::cast));
    }
}
