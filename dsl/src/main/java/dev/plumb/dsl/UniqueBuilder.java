package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Constraint;
import java.util.List;
import java.util.stream.Stream;

/** A unique constraint. */
public final class UniqueBuilder extends KeyBuilder<UniqueBuilder> {
    private boolean nullsNotDistinct;

    UniqueBuilder(Recording recording) {
        super(recording);
    }

    /** Two nulls count as equal (PostgreSQL 15). */
    public UniqueBuilder nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    @Override
    UniqueBuilder self() {
        return this;
    }

    @Override
    Constraint build(String table, DefaultNames names) {
        List<String> named =
                Stream.concat(columns().stream(), include().stream()).toList();
        return new Constraint.UniqueConstraint(
                name().orElseGet(() -> names.unique(table, named)),
                columns(),
                include(),
                nullsNotDistinct,
                deferral(),
                storageParameters(),
                comment(),
                declaration());
    }
}
