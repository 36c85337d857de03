package dev.plumb.dsl;

import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;

/**
 * What can say what happens when it exists already.
 *
 * @param <B> the builder itself
 */
public abstract class Reconciled<B extends Reconciled<B>> extends Guarded<B> {
    private IfExists ifExists = IfExists.UPDATE;

    Reconciled(Recording recording) {
        super(recording);
    }

    public B ifExists(IfExists action) {
        ifExists = action;
        return self();
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        return new Declaration(declaration.renamedFrom(), ifExists, declaration.preventDestroy());
    }
}
