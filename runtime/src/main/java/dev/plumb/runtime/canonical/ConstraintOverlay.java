package dev.plumb.runtime.canonical;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.Table;

/** Each written constraint of a table with what the server made of its stand-in. */
final class ConstraintOverlay implements ConstraintVisitor<Constraint> {
    private final Table standIn;
    private final ForeignKeyTargets targets;

    ConstraintOverlay(Table standIn, ForeignKeyTargets targets) {
        this.standIn = standIn;
        this.targets = targets;
    }

    @Override
    public Constraint primaryKey(Constraint.PrimaryKey written) {
        Constraint.PrimaryKey read = read(Constraint.PrimaryKey.class, written.name());
        return new Constraint.PrimaryKey(
                written.name(),
                read.columns(),
                read.include(),
                read.deferral(),
                read.storageParameters(),
                Overlay.comment(written.comment()),
                written.declaration());
    }

    @Override
    public Constraint unique(Constraint.UniqueConstraint written) {
        return new Constraint.UniqueConstraint(
                written.name(),
                written.columns(),
                written.include(),
                written.nullsNotDistinct(),
                written.deferral(),
                standIn.index(written.name()).orElseThrow().storageParameters(),
                Overlay.comment(written.comment()),
                written.declaration());
    }

    @Override
    public Constraint foreignKey(Constraint.ForeignKey written) {
        return new Constraint.ForeignKey(
                written.name(),
                written.columns(),
                written.target(),
                targets.columns(written),
                written.match(),
                written.onUpdate(),
                written.onDelete(),
                written.deferral(),
                written.validated(),
                Overlay.comment(written.comment()),
                written.declaration());
    }

    @Override
    public Constraint check(Constraint.CheckConstraint written) {
        return new Constraint.CheckConstraint(
                written.name(),
                read(Constraint.CheckConstraint.class, written.name()).expression(),
                written.noInherit(),
                written.validated(),
                Overlay.comment(written.comment()),
                written.declaration());
    }

    @Override
    public Constraint exclusion(Constraint.ExclusionConstraint written) {
        Constraint.ExclusionConstraint read = read(Constraint.ExclusionConstraint.class, written.name());
        return new Constraint.ExclusionConstraint(
                written.name(),
                read.method(),
                read.elements(),
                read.include(),
                read.where(),
                read.deferral(),
                read.storageParameters(),
                Overlay.comment(written.comment()),
                written.declaration());
    }

    private <C extends Constraint> C read(Class<C> type, String name) {
        return standIn.constraints(type)
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("the stand-in of the constraint '" + name + "' was not read back"));
    }
}
