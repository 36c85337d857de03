package dev.plumb.dsl;

import dev.plumb.schema.CompositeType;
import java.util.List;
import java.util.Optional;

/** One field of a composite type. */
public final class AttributeBuilder extends Builder {
    private final String name;
    private String type = "";
    private Optional<String> collation = Optional.empty();
    private List<String> renamedFrom = List.of();

    AttributeBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    /** SQL. */
    public AttributeBuilder type(String sql) {
        type = sql.strip();
        return this;
    }

    /** SQL name. */
    public AttributeBuilder collation(String sql) {
        collation = Optional.of(sql.strip());
        return this;
    }

    /** Former names, newest first. */
    public AttributeBuilder renamedFrom(String... names) {
        renamedFrom = List.of(names);
        return this;
    }

    CompositeType.Attribute build() {
        return new CompositeType.Attribute(name, type, collation, renamedFrom);
    }
}
