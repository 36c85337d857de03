package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Constraint;

/** A primary key. */
public final class PrimaryKeyBuilder extends KeyBuilder<PrimaryKeyBuilder> {
    PrimaryKeyBuilder(Recording recording) {
        super(recording);
    }

    @Override
    PrimaryKeyBuilder self() {
        return this;
    }

    @Override
    Constraint build(String table, DefaultNames names) {
        return new Constraint.PrimaryKey(
                name().orElseGet(() -> names.primaryKey(table)),
                columns(),
                include(),
                deferral(),
                storageParameters(),
                comment(),
                declaration());
    }
}
