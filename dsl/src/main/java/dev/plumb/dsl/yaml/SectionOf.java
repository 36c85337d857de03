package dev.plumb.dsl.yaml;

import dev.plumb.dsl.yaml.SpecWriter.Section;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.SchemaObjectVisitor;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;

/** The section of a document that holds an object. */
final class SectionOf implements SchemaObjectVisitor<Section> {
    static final SectionOf INSTANCE = new SectionOf();

    private SectionOf() {}

    @Override
    public Section enumType(EnumType type) {
        return Section.TYPES;
    }

    @Override
    public Section domain(DomainType domain) {
        return Section.TYPES;
    }

    @Override
    public Section composite(CompositeType composite) {
        return Section.TYPES;
    }

    @Override
    public Section sequence(Sequence sequence) {
        return Section.SEQUENCES;
    }

    @Override
    public Section table(Table table) {
        return Section.TABLES;
    }

    @Override
    public Section view(View view) {
        return Section.VIEWS;
    }

    @Override
    public Section materializedView(MaterializedView view) {
        return Section.VIEWS;
    }
}
