package dev.plumb.plan.ddl;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.SqlNames;

/** Constraints of tables. */
public final class ConstraintDdl {
    private final SqlText text;

    ConstraintDdl(SqlText text) {
        this.text = text;
    }

    /** As the record says; a check or foreign key whose record is not validated comes {@code not valid}. */
    public String add(DirectoryPath directory, String table, Constraint constraint) {
        return alter(directory, table) + "add " + new ConstraintSql(text).definition(constraint)
                + (Validity.isValidated(constraint) ? "" : " not valid");
    }

    /** {@code not valid} whatever the record says, so that existing rows are looked at later, without a strong lock. */
    public String addNotValid(DirectoryPath directory, String table, Constraint.CheckConstraint constraint) {
        return alter(directory, table) + "add " + new ConstraintSql(text).definition(constraint) + " not valid";
    }

    /** {@code not valid} whatever the record says, so that existing rows are looked at later, without a strong lock. */
    public String addNotValid(DirectoryPath directory, String table, Constraint.ForeignKey constraint) {
        return alter(directory, table) + "add " + new ConstraintSql(text).definition(constraint) + " not valid";
    }

    /** From an existing unique index, which takes the constraint's name. */
    public String addUsingIndex(DirectoryPath directory, String table, Constraint.PrimaryKey key, String index) {
        return alter(directory, table) + "add " + usingIndex(key.name(), "primary key", index, key.deferral());
    }

    /** From an existing unique index, which takes the constraint's name. */
    public String addUsingIndex(
            DirectoryPath directory, String table, Constraint.UniqueConstraint unique, String index) {
        return alter(directory, table) + "add " + usingIndex(unique.name(), "unique", index, unique.deferral());
    }

    /** Drops the constraint of the same name and adds this one, in one statement. */
    public String replace(DirectoryPath directory, String table, Constraint constraint) {
        return dropping(directory, table, constraint) + new ConstraintSql(text).definition(constraint);
    }

    /** As {@link #replace}, from an existing unique index, which takes the constraint's name. */
    public String replaceUsingIndex(DirectoryPath directory, String table, Constraint.PrimaryKey key, String index) {
        return dropping(directory, table, key) + usingIndex(key.name(), "primary key", index, key.deferral());
    }

    /** As {@link #replace}, from an existing unique index, which takes the constraint's name. */
    public String replaceUsingIndex(
            DirectoryPath directory, String table, Constraint.UniqueConstraint unique, String index) {
        return dropping(directory, table, unique) + usingIndex(unique.name(), "unique", index, unique.deferral());
    }

    public String dropIfExists(DirectoryPath directory, String table, String constraint) {
        return alter(directory, table) + "drop constraint if exists " + SqlNames.quote(constraint);
    }

    public String validate(DirectoryPath directory, String table, String constraint) {
        return alter(directory, table) + "validate constraint " + SqlNames.quote(constraint);
    }

    /** When a foreign key is checked; no other constraint can change that in place. */
    public String setDeferral(DirectoryPath directory, String table, Constraint.ForeignKey key) {
        String deferral = key.deferral() == Constraint.Deferral.NOT_DEFERRABLE
                ? " not deferrable"
                : ConstraintSql.deferral(key.deferral());
        return alter(directory, table) + "alter constraint " + SqlNames.quote(key.name()) + deferral;
    }

    private String dropping(DirectoryPath directory, String table, Constraint constraint) {
        return alter(directory, table) + "drop constraint " + SqlNames.quote(constraint.name()) + ", add ";
    }

    private static String usingIndex(String constraint, String kind, String index, Constraint.Deferral deferral) {
        return "constraint " + SqlNames.quote(constraint) + " " + kind + " using index " + SqlNames.quote(index)
                + ConstraintSql.deferral(deferral);
    }

    private String alter(DirectoryPath directory, String table) {
        return "alter table " + text.name(directory, table) + " ";
    }
}
