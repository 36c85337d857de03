package dev.plumb.runtime.catalog;

import dev.plumb.schema.Constraint;
import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.Deferral;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.StorageParameters;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes a constraint of a row of {@link ConstraintQuery}. */
final class ConstraintReader {
    private final LogicalNames names;

    ConstraintReader(LogicalNames names) {
        this.names = names;
    }

    Constraint constraint(Row row) throws SQLException {
        char type = row.code("contype");
        return switch (type) {
            case 'p' -> primaryKey(row);
            case 'u' -> unique(row);
            case 'f' -> foreignKey(row);
            case 'c' -> check(row);
            case 'x' -> exclusion(row);
            default -> throw new IllegalStateException("the query gave a constraint of kind " + type);
        };
    }

    private static PrimaryKey primaryKey(Row row) throws SQLException {
        return new PrimaryKey(
                row.text("conname"),
                row.texts("key_columns"),
                row.texts("include"),
                deferral(row),
                new StorageParameters(row.options("reloptions")),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private static UniqueConstraint unique(Row row) throws SQLException {
        return new UniqueConstraint(
                row.text("conname"),
                row.texts("key_columns"),
                row.texts("include"),
                row.flag("nulls_not_distinct"),
                deferral(row),
                new StorageParameters(row.options("reloptions")),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private ForeignKey foreignKey(Row row) throws SQLException {
        return new ForeignKey(
                row.text("conname"),
                row.texts("key_columns"),
                names.qualified(row.text("target_schema"), row.text("target")),
                row.texts("target_columns"),
                row.code("confmatchtype") == 'f' ? Match.FULL : Match.SIMPLE,
                new ReferentialAction(action(row.code("confupdtype")), List.of()),
                new ReferentialAction(action(row.code("confdeltype")), row.texts("delete_columns")),
                deferral(row),
                row.flag("convalidated"),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private CheckConstraint check(Row row) throws SQLException {
        return new CheckConstraint(
                row.text("conname"),
                names.sql(row.text("expression")),
                row.flag("connoinherit"),
                row.flag("convalidated"),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private ExclusionConstraint exclusion(Row row) throws SQLException {
        List<String> elements = IndexText.elements(row.text("definition"));
        List<String> operators = row.texts("operators");
        List<ExclusionConstraint.Element> compared = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            compared.add(new ExclusionConstraint.Element(names.sql(elements.get(i)), names.sql(operators.get(i))));
        }
        return new ExclusionConstraint(
                row.text("conname"),
                row.text("amname"),
                compared,
                row.texts("include"),
                names.sql(row.optionalText("has_predicate", "predicate")),
                deferral(row),
                new StorageParameters(row.options("reloptions")),
                row.optionalText("comment"),
                Declaration.NONE);
    }

    private static Deferral deferral(Row row) throws SQLException {
        if (!row.flag("condeferrable")) {
            return Deferral.NOT_DEFERRABLE;
        }
        return row.flag("condeferred") ? Deferral.INITIALLY_DEFERRED : Deferral.INITIALLY_IMMEDIATE;
    }

    private static ReferentialAction.Kind action(char code) {
        return switch (code) {
            case 'a' -> ReferentialAction.Kind.NO_ACTION;
            case 'r' -> ReferentialAction.Kind.RESTRICT;
            case 'c' -> ReferentialAction.Kind.CASCADE;
            case 'n' -> ReferentialAction.Kind.SET_NULL;
            case 'd' -> ReferentialAction.Kind.SET_DEFAULT;
            default -> throw new IllegalStateException("PostgreSQL gave a referential action " + code);
        };
    }
}
