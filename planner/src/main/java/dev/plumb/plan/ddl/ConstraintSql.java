package dev.plumb.plan.ddl;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.sql.SqlNames;
import java.util.Locale;
import java.util.stream.Collectors;

/** The definition of a constraint, as {@code create table} and {@code add constraint} take it; validity aside. */
final class ConstraintSql implements ConstraintVisitor<String> {
    private final SqlText text;

    ConstraintSql(SqlText text) {
        this.text = text;
    }

    String definition(Constraint constraint) {
        return "constraint " + SqlNames.quote(constraint.name()) + " " + constraint.accept(this);
    }

    static String deferral(Deferral deferral) {
        return switch (deferral) {
            case NOT_DEFERRABLE -> "";
            case INITIALLY_IMMEDIATE -> " deferrable";
            case INITIALLY_DEFERRED -> " deferrable initially deferred";
        };
    }

    @Override
    public String primaryKey(Constraint.PrimaryKey key) {
        return "primary key (" + SqlNames.list(key.columns()) + ")"
                + text.include(key.include())
                + text.with(key.storageParameters())
                + deferral(key.deferral());
    }

    @Override
    public String unique(Constraint.UniqueConstraint unique) {
        return "unique "
                + (unique.nullsNotDistinct() ? "nulls not distinct " : "")
                + "(" + SqlNames.list(unique.columns()) + ")"
                + text.include(unique.include())
                + text.with(unique.storageParameters())
                + deferral(unique.deferral());
    }

    @Override
    public String foreignKey(Constraint.ForeignKey key) {
        return "foreign key (" + SqlNames.list(key.columns()) + ") references " + text.name(key.target())
                + (key.targetColumns().isEmpty() ? "" : " (" + SqlNames.list(key.targetColumns()) + ")")
                + (key.match() == Match.FULL ? " match full" : "")
                + action("update", key.onUpdate())
                + action("delete", key.onDelete())
                + deferral(key.deferral());
    }

    @Override
    public String check(Constraint.CheckConstraint check) {
        return "check (" + text.fragment(check.expression()) + ")" + (check.noInherit() ? " no inherit" : "");
    }

    @Override
    public String exclusion(Constraint.ExclusionConstraint exclusion) {
        String elements = exclusion.elements().stream()
                .map(e -> text.fragment(e.element()) + " with " + text.fragment(e.operator()))
                .collect(Collectors.joining(", "));
        return "exclude using " + SqlNames.quote(exclusion.method()) + " (" + elements + ")"
                + text.include(exclusion.include())
                + text.with(exclusion.storageParameters())
                + exclusion
                        .where()
                        .map(w -> " where (" + text.fragment(w) + ")")
                        .orElse("")
                + deferral(exclusion.deferral());
    }

    private static String action(String verb, ReferentialAction action) {
        if (action.equals(ReferentialAction.NO_ACTION)) {
            return "";
        }
        String words = action.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return " on " + verb + " " + words
                + (action.columns().isEmpty() ? "" : " (" + SqlNames.list(action.columns()) + ")");
    }
}
