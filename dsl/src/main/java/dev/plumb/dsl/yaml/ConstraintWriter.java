package dev.plumb.dsl.yaml;

import dev.plumb.schema.Constraint.CheckConstraint;
import dev.plumb.schema.Constraint.ExclusionConstraint;
import dev.plumb.schema.Constraint.ForeignKey;
import dev.plumb.schema.Constraint.Match;
import dev.plumb.schema.Constraint.PrimaryKey;
import dev.plumb.schema.Constraint.ReferentialAction;
import dev.plumb.schema.Constraint.UniqueConstraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.DirectoryPath;
import java.util.function.Predicate;

/** The YAML of one constraint, without its name where that is a key. */
final class ConstraintWriter implements ConstraintVisitor<YamlOut> {
    private final DirectoryPath directory;
    private final Predicate<String> isDefaultKeyName;

    /** @param isDefaultKeyName tells the primary key names that a reader chooses by itself */
    ConstraintWriter(DirectoryPath directory, Predicate<String> isDefaultKeyName) {
        this.directory = directory;
        this.isDefaultKeyName = isDefaultKeyName;
    }

    @Override
    public YamlOut primaryKey(PrimaryKey key) {
        OutMap out = new OutMap();
        if (!isDefaultKeyName.test(key.name())) {
            out.text("name", key.name());
        }
        return out.put("columns", OutMap.texts(key.columns(), false))
                .names("include", key.include())
                .deferral(key.deferral())
                .parameters("with", key.storageParameters())
                .text("comment", key.comment())
                .declaration(key.declaration())
                .shortOrLong("columns");
    }

    @Override
    public YamlOut unique(UniqueConstraint unique) {
        return new OutMap()
                .put("columns", OutMap.texts(unique.columns(), false))
                .names("include", unique.include())
                .flag("nulls_not_distinct", unique.nullsNotDistinct())
                .deferral(unique.deferral())
                .parameters("with", unique.storageParameters())
                .text("comment", unique.comment())
                .declaration(unique.declaration())
                .shortOrLong("columns");
    }

    @Override
    public YamlOut foreignKey(ForeignKey key) {
        OutMap out = new OutMap()
                .put("columns", OutMap.texts(key.columns(), false))
                .sql("references", new ReferencedTable(key.target(), key.targetColumns()).toSql(directory));
        if (key.match() == Match.FULL) {
            out.text("match", "full");
        }
        action(out, "on_update", key.onUpdate());
        action(out, "on_delete", key.onDelete());
        return out.deferral(key.deferral())
                .flag("not_valid", !key.validated())
                .text("comment", key.comment())
                .declaration(key.declaration())
                .toYaml(true);
    }

    private static void action(OutMap out, String key, ReferentialAction action) {
        String words = ReferentialActions.words(action.kind());
        if (!action.columns().isEmpty()) {
            out.section(key, new OutMap().names(words, action.columns()), true);
        } else if (action.kind() != ReferentialAction.Kind.NO_ACTION) {
            out.text(key, words);
        }
    }

    @Override
    public YamlOut check(CheckConstraint check) {
        return new OutMap()
                .sql("expression", check.expression())
                .flag("no_inherit", check.noInherit())
                .flag("not_valid", !check.validated())
                .text("comment", check.comment())
                .declaration(check.declaration())
                .shortOrLong("expression");
    }

    @Override
    public YamlOut exclusion(ExclusionConstraint exclusion) {
        OutMap out = new OutMap();
        if (!exclusion.method().equals(ExclusionReader.GIST)) {
            out.text("using", exclusion.method());
        }
        return out.put(
                        "elements",
                        new YamlOut.Seq(exclusion.elements().stream()
                                .map(ConstraintWriter::element)
                                .toList()))
                .names("include", exclusion.include())
                .sql("where", exclusion.where())
                .deferral(exclusion.deferral())
                .parameters("with", exclusion.storageParameters())
                .text("comment", exclusion.comment())
                .declaration(exclusion.declaration())
                .toYaml(true);
    }

    private static YamlOut element(ExclusionConstraint.Element element) {
        return ExclusionElement.text(element)
                .<YamlOut>map(t -> new YamlOut.Text(t, true))
                .orElseGet(() -> new OutMap()
                        .sql("element", element.element())
                        .sql("operator", element.operator())
                        .toYaml(true));
    }
}
