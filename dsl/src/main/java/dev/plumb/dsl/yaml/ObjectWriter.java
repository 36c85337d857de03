package dev.plumb.dsl.yaml;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The YAML of one object of a directory. */
final class ObjectWriter implements SchemaObjectVisitor<YamlOut> {
    private final Directory directory;
    private final Set<String> singleNames;

    ObjectWriter(Directory directory) {
        this.directory = directory;
        this.singleNames = ExplicitNames.single(directory);
    }

    @Override
    public YamlOut enumType(EnumType type) {
        return new OutMap()
                .put("enum", OutMap.texts(type.values(), false))
                .text("comment", type.comment())
                .declaration(type.declaration())
                .toYaml(true);
    }

    @Override
    public YamlOut domain(DomainType domain) {
        OutMap checks = new OutMap();
        domain.checks()
                .forEach(c -> checks.named(
                        c.name(),
                        new OutMap()
                                .sql("expression", c.expression())
                                .flag("not_valid", !c.validated())
                                .shortOrLong("expression")));
        return new OutMap()
                .sql("domain", domain.baseType())
                .collation(domain.collation())
                .flag("not_null", domain.notNull())
                .sql("default", domain.defaultExpression())
                .section("checks", checks, true)
                .text("comment", domain.comment())
                .declaration(domain.declaration())
                .toYaml(true);
    }

    @Override
    public YamlOut composite(CompositeType composite) {
        OutMap attributes = new OutMap();
        composite
                .attributes()
                .forEach(a -> attributes.named(
                        a.name(),
                        new OutMap()
                                .sql("type", a.type())
                                .collation(a.collation())
                                .renamedFrom(a.renamedFrom())
                                .shortOrLong("type")));
        return new OutMap()
                .put("composite", attributes.toYaml(true))
                .text("comment", composite.comment())
                .declaration(composite.declaration())
                .toYaml(true);
    }

    @Override
    public YamlOut sequence(Sequence sequence) {
        return new OutMap()
                .sql("type", Optional.of(sequence.dataType()).filter(t -> !t.equals(SequenceReader.BIGINT)))
                .sequenceOptions(sequence.options())
                .sql("owned_by", sequence.ownedBy().map(o -> SqlNames.qualified(o.table(), o.column())))
                .text("comment", sequence.comment())
                .declaration(sequence.declaration())
                .toYaml(true);
    }

    @Override
    public YamlOut table(Table table) {
        return new TableWriter(directory, table, singleNames).write();
    }

    @Override
    public YamlOut view(View view) {
        return new OutMap()
                .text("comment", view.comment())
                .declaration(view.declaration())
                .names("columns", view.columns())
                .parameters("options", view.options())
                .sql("query", view.query())
                .shortOrLong("query");
    }

    @Override
    public YamlOut materializedView(MaterializedView view) {
        return new OutMap()
                .flag("materialized", true)
                .text("comment", view.comment())
                .declaration(view.declaration())
                .names("columns", view.columns())
                .sql("query", view.query())
                .section("indexes", indexes(view.indexes()), false)
                .parameters("with", view.storageParameters())
                .toYaml(false);
    }

    /** The indexes of a table or materialized view by name. */
    static OutMap indexes(List<Index> indexes) {
        OutMap out = new OutMap();
        for (Index index : indexes) {
            out.named(
                    index.name(),
                    new OutMap()
                            .sql("using", Optional.of(index.method()).filter(m -> !m.equals(IndexReader.BTREE)))
                            .flag("unique", index.unique())
                            .put("on", OutMap.texts(index.elements(), true))
                            .names("include", index.include())
                            .flag("nulls_not_distinct", index.nullsNotDistinct())
                            .sql("where", index.where())
                            .parameters("with", index.storageParameters())
                            .text("comment", index.comment())
                            .declaration(index.declaration())
                            .shortOrLong("on"));
        }
        return out;
    }
}
