package dev.plumb.dsl;

import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import java.util.Optional;
import java.util.function.Consumer;

/** A sequence. */
public final class SequenceBuilder extends Guarded<SequenceBuilder> {
    private final String name;
    private String type = "bigint";
    private SequenceOptions options = SequenceOptions.DEFAULT;
    private Optional<Sequence.OwnedBy> ownedBy = Optional.empty();

    SequenceBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    /** {@code smallint}, {@code integer} or {@code bigint}. */
    public SequenceBuilder type(String sql) {
        type = sql.strip();
        return this;
    }

    public SequenceBuilder options(Consumer<SequenceOptionsBuilder> definition) {
        SequenceOptionsBuilder builder = new SequenceOptionsBuilder(recording());
        definition.accept(builder);
        options = builder.build();
        return this;
    }

    /** The column of a table in this directory that the sequence is dropped with. */
    public SequenceBuilder ownedBy(String table, String column) {
        ownedBy = Optional.of(new Sequence.OwnedBy(table, column));
        return this;
    }

    @Override
    SequenceBuilder self() {
        return this;
    }

    SchemaObject build() {
        return new Sequence(name, type, options, ownedBy, comment(), declaration());
    }
}
