package dev.plumb.dsl.yaml.edit;

import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ConstraintVisitor;

/** A key of the language by the kind of a constraint. */
record ConstraintSection(String key, String unique, String foreignKey, String check, String exclusion)
        implements ConstraintVisitor<String> {
    /** Where it stands in a table. */
    static final ConstraintSection SECTION =
            new ConstraintSection("primary_key", "unique", "foreign_keys", "checks", "exclusions");

    /** What its short form is the value of. */
    static final ConstraintSection SHORT_KEY = new ConstraintSection("columns", "columns", "", "expression", "");

    @Override
    public String primaryKey(PrimaryKey constraint) {
        return key;
    }

    @Override
    public String unique(UniqueConstraint constraint) {
        return unique;
    }

    @Override
    public String foreignKey(ForeignKey constraint) {
        return foreignKey;
    }

    @Override
    public String check(CheckConstraint constraint) {
        return check;
    }

    @Override
    public String exclusion(ExclusionConstraint constraint) {
        return exclusion;
    }
}
