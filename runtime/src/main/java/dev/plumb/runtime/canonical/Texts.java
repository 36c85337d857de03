package dev.plumb.runtime.canonical;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.ColumnValueVisitor;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.ConstraintVisitor;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.Partitioning;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * The expressions and queries of an object, each at a place with a name: {@code check documents_title_length}. Types are not among
 * them: the server has one spelling for each.
 */
final class Texts implements SchemaObjectVisitor<SchemaObject> {
    private final BinaryOperator<String> replacement;

    private Texts(BinaryOperator<String> replacement) {
        this.replacement = replacement;
    }

    /** By place, in order. */
    static Map<String, String> of(SchemaObject object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.accept(new Texts((place, text) -> {
            texts.put(place, text);
            return text;
        }));
        return texts;
    }

    /**
     * The object with other texts.
     *
     * @param replacement what to put, from the place and the present text
     */
    static SchemaObject replace(SchemaObject object, BinaryOperator<String> replacement) {
        return object.accept(new Texts(replacement));
    }

    private List<String> all(String place, List<String> texts) {
        List<String> replaced = new ArrayList<>();
        for (String text : texts) {
            replaced.add(replacement.apply(place + " " + (replaced.size() + 1), text));
        }
        return replaced;
    }

    @Override
    public SchemaObject enumType(EnumType type) {
        return type;
    }

    @Override
    public SchemaObject domain(DomainType domain) {
        return new DomainType(
                domain.name(),
                domain.baseType(),
                domain.collation(),
                domain.notNull(),
                domain.defaultExpression().map(d -> replacement.apply("default", d)),
                domain.checks().stream()
                        .map(c -> new DomainCheck(
                                c.name(), replacement.apply("check " + c.name(), c.expression()), c.validated()))
                        .toList(),
                domain.comment(),
                domain.declaration());
    }

    @Override
    public SchemaObject composite(CompositeType composite) {
        return composite;
    }

    @Override
    public SchemaObject sequence(Sequence sequence) {
        return sequence;
    }

    @Override
    public SchemaObject table(Table table) {
        return table.withColumns(table.columns().stream()
                        .map(c -> c.withValue(c.value().accept(new OfValue(c))))
                        .toList())
                .withConstraints(table.constraints().stream()
                        .map(c -> c.accept(new OfConstraint()))
                        .toList())
                .withIndexes(table.indexes().stream().map(this::index).toList())
                .withPartitioning(new Partitioning(
                        table.partitioning().key().map(k -> k.withElements(all("partition by", k.elements()))),
                        table.partitioning().of()));
    }

    @Override
    public SchemaObject view(View view) {
        return new View(
                view.name(),
                view.columns(),
                replacement.apply("query", view.query()),
                view.options(),
                view.comment(),
                view.declaration());
    }

    @Override
    public SchemaObject materializedView(MaterializedView view) {
        return new MaterializedView(
                view.name(),
                view.columns(),
                replacement.apply("query", view.query()),
                view.indexes().stream().map(this::index).toList(),
                view.storageParameters(),
                view.comment(),
                view.declaration());
    }

    private Index index(Index index) {
        String place = "index " + index.name();
        return new Index(
                index.name(),
                index.method(),
                index.unique(),
                all(place, index.elements()),
                index.include(),
                index.nullsNotDistinct(),
                index.storageParameters(),
                index.where().map(w -> replacement.apply(place + " where", w)),
                index.valid(),
                index.comment(),
                index.declaration());
    }

    private final class OfValue implements ColumnValueVisitor<ColumnValue> {
        private final String place;

        private OfValue(Column column) {
            this.place = "column " + column.name();
        }

        @Override
        public ColumnValue none() {
            return ColumnValue.NONE;
        }

        @Override
        public ColumnValue defaultValue(ColumnValue.Default value) {
            return new ColumnValue.Default(replacement.apply(place, value.expression()));
        }

        @Override
        public ColumnValue identity(ColumnValue.Identity identity) {
            return identity;
        }

        @Override
        public ColumnValue generated(ColumnValue.Generated generated) {
            return new ColumnValue.Generated(replacement.apply(place, generated.expression()), generated.stored());
        }
    }

    private final class OfConstraint implements ConstraintVisitor<Constraint> {
        @Override
        public Constraint primaryKey(Constraint.PrimaryKey primaryKey) {
            return primaryKey;
        }

        @Override
        public Constraint unique(Constraint.UniqueConstraint unique) {
            return unique;
        }

        @Override
        public Constraint foreignKey(Constraint.ForeignKey foreignKey) {
            return foreignKey;
        }

        @Override
        public Constraint check(Constraint.CheckConstraint check) {
            return check.withExpression(replacement.apply("check " + check.name(), check.expression()));
        }

        @Override
        public Constraint exclusion(Constraint.ExclusionConstraint exclusion) {
            String place = "exclusion " + exclusion.name();
            List<Constraint.ExclusionConstraint.Element> elements = new ArrayList<>();
            for (Constraint.ExclusionConstraint.Element element : exclusion.elements()) {
                elements.add(new Constraint.ExclusionConstraint.Element(
                        replacement.apply(place + " " + (elements.size() + 1), element.element()), element.operator()));
            }
            return new Constraint.ExclusionConstraint(
                    exclusion.name(),
                    exclusion.method(),
                    elements,
                    exclusion.include(),
                    exclusion.where().map(w -> replacement.apply(place + " where", w)),
                    exclusion.deferral(),
                    exclusion.storageParameters(),
                    exclusion.comment(),
                    exclusion.declaration());
        }
    }
}
