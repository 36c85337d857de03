package dev.plumb.plan.drift;

import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Attributes of constraints. Of those that hold no SQL but names, all is taken at once: names are written in one way only. */
final class ConstraintAttributes implements ConstraintVisitor<Thing<?>> {
    static final ConstraintAttributes INSTANCE = new ConstraintAttributes();

    private ConstraintAttributes() {}

    @Override
    public Thing<?> primaryKey(PrimaryKey key) {
        return new Thing<>(key, PrimaryKey.class, k -> new Attributes<PrimaryKey>()
                .add("columns", x -> x, x -> names(x.columns()), ConstraintAttributes::whole)
                .add("include", x -> x, x -> names(x.include()), ConstraintAttributes::whole)
                .add("deferral", x -> x, x -> words(x.deferral()), ConstraintAttributes::whole)
                .add("storage", x -> x, x -> words(x.storageParameters()), ConstraintAttributes::whole)
                .add("comment", x -> x, x -> comment(x.comment()), ConstraintAttributes::whole));
    }

    @Override
    public Thing<?> unique(UniqueConstraint unique) {
        return new Thing<>(unique, UniqueConstraint.class, u -> new Attributes<UniqueConstraint>()
                .add("columns", x -> x, x -> names(x.columns()), ConstraintAttributes::whole)
                .add("include", x -> x, x -> names(x.include()), ConstraintAttributes::whole)
                .add("nulls not distinct", x -> x, x -> words(x.nullsNotDistinct()), ConstraintAttributes::whole)
                .add("deferral", x -> x, x -> words(x.deferral()), ConstraintAttributes::whole)
                .add("storage", x -> x, x -> words(x.storageParameters()), ConstraintAttributes::whole)
                .add("comment", x -> x, x -> comment(x.comment()), ConstraintAttributes::whole));
    }

    @Override
    public Thing<?> foreignKey(ForeignKey key) {
        return new Thing<>(key, ForeignKey.class, k -> new Attributes<ForeignKey>()
                .add("columns", x -> x, x -> names(x.columns()), ConstraintAttributes::rules)
                .add(
                        "references",
                        x -> x,
                        ConstraintAttributes::target,
                        (x, from) -> from.withDeclaration(x.declaration()))
                .add("match", x -> x, x -> words(x.match()), ConstraintAttributes::rules)
                .add("on update", x -> x, x -> words(x.onUpdate()), ConstraintAttributes::rules)
                .add("on delete", x -> x, x -> words(x.onDelete()), ConstraintAttributes::rules)
                .add("deferral", x -> x, x -> words(x.deferral()), ConstraintAttributes::rules)
                .add("valid", x -> x, x -> words(x.validated()), ConstraintAttributes::rules)
                .add("comment", x -> x, x -> comment(x.comment()), ConstraintAttributes::rules));
    }

    @Override
    public Thing<?> check(CheckConstraint check) {
        return new Thing<>(check, CheckConstraint.class, c -> new Attributes<CheckConstraint>()
                .text("check", CheckConstraint::expression, ConstraintAttributes::expressed)
                .add("no inherit", x -> x, x -> words(x.noInherit()), ConstraintAttributes::rules)
                .add("valid", x -> x, x -> words(x.validated()), ConstraintAttributes::rules)
                .add("comment", x -> x, x -> comment(x.comment()), ConstraintAttributes::rules));
    }

    @Override
    public Thing<?> exclusion(ExclusionConstraint exclusion) {
        return new Thing<>(exclusion, ExclusionConstraint.class, e -> new Attributes<ExclusionConstraint>()
                .add("method", x -> x, ExclusionConstraint::method, ConstraintAttributes::whole)
                .add("elements", x -> x, ConstraintAttributes::elements, ConstraintAttributes::whole)
                .add("include", x -> x, x -> names(x.include()), ConstraintAttributes::whole)
                .add("where", x -> x, x -> x.where().orElse(Attributes.NONE), ConstraintAttributes::whole)
                .add("deferral", x -> x, x -> words(x.deferral()), ConstraintAttributes::whole)
                .add("storage", x -> x, x -> words(x.storageParameters()), ConstraintAttributes::whole)
                .add("comment", x -> x, x -> comment(x.comment()), ConstraintAttributes::whole));
    }

    private static PrimaryKey whole(PrimaryKey key, PrimaryKey from) {
        return from.withDeclaration(key.declaration());
    }

    private static UniqueConstraint whole(UniqueConstraint unique, UniqueConstraint from) {
        return from.withDeclaration(unique.declaration());
    }

    private static ExclusionConstraint whole(ExclusionConstraint exclusion, ExclusionConstraint from) {
        return from.withDeclaration(exclusion.declaration());
    }

    private static CheckConstraint expressed(CheckConstraint check, String expression) {
        return new CheckConstraint(
                check.name(), expression, check.noInherit(), check.validated(), check.comment(), check.declaration());
    }

    /** All but the expression. */
    private static CheckConstraint rules(CheckConstraint check, CheckConstraint from) {
        return new CheckConstraint(
                check.name(),
                check.expression(),
                from.noInherit(),
                from.validated(),
                from.comment(),
                check.declaration());
    }

    /** All but the target, whose columns need not be written. */
    private static ForeignKey rules(ForeignKey key, ForeignKey from) {
        return new ForeignKey(
                key.name(),
                from.columns(),
                key.target(),
                key.targetColumns(),
                from.match(),
                from.onUpdate(),
                from.onDelete(),
                from.deferral(),
                from.validated(),
                from.comment(),
                key.declaration());
    }

    private static String target(ForeignKey key) {
        QualifiedName target = key.target();
        return SqlNames.qualified(target.schema(), target.name()) + " (" + SqlNames.list(key.targetColumns()) + ")";
    }

    private static String elements(ExclusionConstraint exclusion) {
        return exclusion.elements().stream()
                .map(e -> e.element() + " with " + e.operator())
                .collect(Collectors.joining(", "));
    }

    private static String names(List<String> names) {
        return names.isEmpty() ? Attributes.NONE : SqlNames.list(names);
    }

    private static String comment(Optional<String> comment) {
        return comment.map(SqlNames::literal).orElse(Attributes.NONE);
    }

    private static String words(boolean flag) {
        return flag ? "yes" : "no";
    }

    private static String words(StorageParameters parameters) {
        return parameters.isEmpty() ? Attributes.NONE : parameters.values().toString();
    }

    private static String words(Deferral deferral) {
        return words((Enum<?>) deferral);
    }

    private static String words(ReferentialAction action) {
        return words(action.kind()) + (action.columns().isEmpty() ? "" : " (" + SqlNames.list(action.columns()) + ")");
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
