package dev.plumb.plan.drift;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Attributes of what lives directly in a directory. */
final class ObjectAttributes implements SchemaObjectVisitor<Thing<?>> {
    static final ObjectAttributes INSTANCE = new ObjectAttributes();

    private ObjectAttributes() {}

    @Override
    public Thing<?> enumType(EnumType type) {
        return new Thing<>(type, EnumType.class, t -> new Attributes<EnumType>()
                .add(
                        "values",
                        EnumType::values,
                        v -> String.join(", ", v.stream().map(SqlNames::literal).toList()),
                        (e, v) -> new EnumType(e.name(), v, e.comment(), e.declaration()))
                .comment(EnumType::comment, (e, v) -> new EnumType(e.name(), e.values(), v, e.declaration())));
    }

    @Override
    public Thing<?> domain(DomainType domain) {
        return new Thing<>(domain, DomainType.class, ObjectAttributes::ofDomain);
    }

    private static Attributes<DomainType> ofDomain(DomainType domain) {
        Attributes<DomainType> attributes = new Attributes<DomainType>()
                .text("type", DomainType::baseType, (d, v) -> value(d, v, d.collation(), d.notNull()))
                .text(
                        "collation",
                        DomainType::collation,
                        Attributes.NONE,
                        (d, v) -> value(d, d.baseType(), v, d.notNull()))
                .add(
                        "null",
                        DomainType::notNull,
                        PartAttributes::nullability,
                        (d, v) -> value(d, d.baseType(), d.collation(), v))
                .text(
                        "default",
                        DomainType::defaultExpression,
                        Attributes.NONE,
                        (d, v) -> rest(d, v, d.checks(), d.comment()))
                .comment(DomainType::comment, (d, v) -> rest(d, d.defaultExpression(), d.checks(), v));
        domain.checks().forEach(c -> check(attributes, c.name()));
        return attributes;
    }

    private static void check(Attributes<DomainType> attributes, String name) {
        attributes.add(
                "check " + name,
                d -> d.checks().stream().filter(c -> c.name().equals(name)).findFirst(),
                v -> v.map(c -> c.expression() + (c.validated() ? "" : " not valid"))
                        .orElse(Attributes.NONE),
                (d, v) -> rest(d, d.defaultExpression(), replaced(d.checks(), name, v), d.comment()));
    }

    private static List<DomainCheck> replaced(List<DomainCheck> checks, String name, Optional<DomainCheck> by) {
        return Stream.concat(checks.stream().filter(c -> !c.name().equals(name)), by.stream())
                .toList();
    }

    private static DomainType value(DomainType of, String type, Optional<String> collation, boolean notNull) {
        return new DomainType(
                of.name(),
                type,
                collation,
                notNull,
                of.defaultExpression(),
                of.checks(),
                of.comment(),
                of.declaration());
    }

    private static DomainType rest(
            DomainType of, Optional<String> value, List<DomainCheck> checks, Optional<String> comment) {
        return new DomainType(
                of.name(), of.baseType(), of.collation(), of.notNull(), value, checks, comment, of.declaration());
    }

    @Override
    public Thing<?> composite(CompositeType composite) {
        return new Thing<>(composite, CompositeType.class, ObjectAttributes::ofComposite);
    }

    private static Attributes<CompositeType> ofComposite(CompositeType composite) {
        Attributes<CompositeType> attributes = new Attributes<CompositeType>()
                .comment(
                        CompositeType::comment,
                        (c, v) -> new CompositeType(c.name(), c.attributes(), v, c.declaration()));
        composite.attributes().forEach(a -> attribute(attributes, a.name()));
        return attributes;
    }

    private static void attribute(Attributes<CompositeType> attributes, String name) {
        attributes.add(
                "attribute " + name,
                c -> c.attributes().stream().filter(a -> a.name().equals(name)).findFirst(),
                v -> v.map(a -> a.type()
                                + a.collation().map(x -> " collate " + x).orElse(""))
                        .orElse(Attributes.NONE),
                (c, v) -> new CompositeType(
                        c.name(), replacedInPlace(c.attributes(), name, v), c.comment(), c.declaration()));
    }

    private static List<CompositeType.Attribute> replacedInPlace(
            List<CompositeType.Attribute> all, String name, Optional<CompositeType.Attribute> by) {
        List<CompositeType.Attribute> replaced = new ArrayList<>();
        boolean found = false;
        for (CompositeType.Attribute attribute : all) {
            if (attribute.name().equals(name)) {
                by.ifPresent(replaced::add);
                found = true;
            } else {
                replaced.add(attribute);
            }
        }
        if (!found) {
            by.ifPresent(replaced::add);
        }
        return replaced;
    }

    @Override
    public Thing<?> sequence(Sequence sequence) {
        return new Thing<>(sequence, Sequence.class, s -> ofSequence());
    }

    private static Attributes<Sequence> ofSequence() {
        return new Attributes<Sequence>()
                .text("type", Sequence::dataType, (s, v) -> sequence(s, v, s.options(), s.ownedBy(), s.comment()))
                .number("start", s -> s.options().start(), (s, v) -> options(s, o(s).withStart(v)))
                .number("increment", s -> s.options().increment(), (s, v) -> options(s, o(s).withIncrement(v)))
                .number("min", s -> s.options().minValue(), (s, v) -> options(s, o(s).withMinValue(v)))
                .number("max", s -> s.options().maxValue(), (s, v) -> options(s, o(s).withMaxValue(v)))
                .number("cache", s -> s.options().cache(), (s, v) -> options(s, o(s).withCache(v)))
                .flag("cycle", s -> s.options().cycle(), (s, v) -> options(s, o(s).withCycle(v)))
                .add(
                        "owned by",
                        Sequence::ownedBy,
                        v -> v.map(o -> SqlNames.qualified(o.table(), o.column()))
                                .orElse(Attributes.NONE),
                        (s, v) -> sequence(s, s.dataType(), s.options(), v, s.comment()))
                .comment(Sequence::comment, (s, v) -> sequence(s, s.dataType(), s.options(), s.ownedBy(), v));
    }

    private static SequenceOptions o(Sequence sequence) {
        return sequence.options();
    }

    private static Sequence options(Sequence of, SequenceOptions options) {
        return sequence(of, of.dataType(), options, of.ownedBy(), of.comment());
    }

    private static Sequence sequence(
            Sequence of,
            String type,
            SequenceOptions options,
            Optional<Sequence.OwnedBy> ownedBy,
            Optional<String> comment) {
        return new Sequence(of.name(), type, options, ownedBy, comment, of.declaration());
    }

    @Override
    public Thing<?> table(Table table) {
        return new Thing<>(table, Table.class, t -> new Attributes<Table>()
                .flag("unlogged", Table::unlogged, (x, v) -> table(x, v, x.storageParameters(), x.comment()))
                .parameters(t, Table::storageParameters, (x, v) -> table(x, x.unlogged(), v, x.comment()))
                .comment(Table::comment, (x, v) -> table(x, x.unlogged(), x.storageParameters(), v)));
    }

    private static Table table(Table of, boolean unlogged, StorageParameters parameters, Optional<String> comment) {
        return new Table(
                of.name(),
                of.columns(),
                of.computed(),
                of.constraints(),
                of.indexes(),
                of.embeddings(),
                unlogged,
                parameters,
                of.partitioning(),
                comment,
                of.declaration());
    }

    @Override
    public Thing<?> view(View view) {
        return new Thing<>(view, View.class, t -> new Attributes<View>()
                .add("query", x -> x, View::query, (x, v) -> view(x, v.columns(), v.query(), x.options(), x.comment()))
                .parameters(t, View::options, (x, v) -> view(x, x.columns(), x.query(), v, x.comment()))
                .comment(View::comment, (x, v) -> view(x, x.columns(), x.query(), x.options(), v)));
    }

    private static View view(
            View of, List<String> columns, String query, StorageParameters options, Optional<String> comment) {
        return new View(of.name(), columns, query, options, comment, of.declaration());
    }

    @Override
    public Thing<?> materializedView(MaterializedView view) {
        return new Thing<>(view, MaterializedView.class, t -> new Attributes<MaterializedView>()
                .add(
                        "query",
                        x -> x,
                        MaterializedView::query,
                        (x, v) -> materialized(x, v, x.storageParameters(), x.comment()))
                .parameters(t, MaterializedView::storageParameters, (x, v) -> materialized(x, x, v, x.comment()))
                .comment(MaterializedView::comment, (x, v) -> materialized(x, x, x.storageParameters(), v)));
    }

    /** @param query that has the query, and its columns' names */
    private static MaterializedView materialized(
            MaterializedView of, MaterializedView query, StorageParameters parameters, Optional<String> comment) {
        return new MaterializedView(
                of.name(), query.columns(), query.query(), of.indexes(), parameters, comment, of.declaration());
    }
}
