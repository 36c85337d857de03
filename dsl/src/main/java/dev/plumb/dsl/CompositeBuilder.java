package dev.plumb.dsl;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A composite type. */
public final class CompositeBuilder extends Guarded<CompositeBuilder> {
    private final String name;
    private final List<AttributeBuilder> attributes = new ArrayList<>();

    CompositeBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    /** @param type SQL */
    public CompositeBuilder attribute(String attribute, String type) {
        return attribute(attribute, a -> a.type(type));
    }

    public CompositeBuilder attribute(String attribute, Consumer<AttributeBuilder> definition) {
        AttributeBuilder builder = new AttributeBuilder(recording(), attribute);
        attributes.add(builder);
        definition.accept(builder);
        return this;
    }

    @Override
    CompositeBuilder self() {
        return this;
    }

    SchemaObject build() {
        return new CompositeType(
                name, attributes.stream().map(AttributeBuilder::build).toList(), comment(), declaration());
    }
}
