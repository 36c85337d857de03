package dev.plumb.dsl;

import dev.plumb.schema.EnumType;
import dev.plumb.schema.SchemaObject;
import java.util.List;

/** An enum type. */
public final class EnumBuilder extends Guarded<EnumBuilder> {
    private final String name;
    private List<String> values = List.of();

    EnumBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    /** In sort order. */
    public EnumBuilder values(String... labels) {
        values = List.of(labels);
        return this;
    }

    @Override
    EnumBuilder self() {
        return this;
    }

    SchemaObject build() {
        return new EnumType(name, values, comment(), declaration());
    }
}
