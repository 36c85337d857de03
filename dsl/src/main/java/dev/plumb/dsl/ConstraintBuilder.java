package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Constraint;
import java.util.Optional;

/**
 * A constraint of a table.
 *
 * @param <B> the builder itself
 */
public abstract class ConstraintBuilder<B extends ConstraintBuilder<B>> extends Declared<B> {
    private Optional<String> name = Optional.empty();

    ConstraintBuilder(Recording recording) {
        super(recording);
    }

    /** Without this the constraint gets the name that PostgreSQL would choose. */
    public B named(String constraint) {
        name = Optional.of(constraint);
        return self();
    }

    final Optional<String> name() {
        return name;
    }

    abstract Constraint build(String table, DefaultNames names);
}
