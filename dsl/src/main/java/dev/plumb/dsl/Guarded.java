package dev.plumb.dsl;

import dev.plumb.schema.Declaration;

/**
 * What can be guarded against being dropped.
 *
 * @param <B> the builder itself
 */
public abstract class Guarded<B extends Guarded<B>> extends Declared<B> {
    private boolean preventDestroy;

    Guarded(Recording recording) {
        super(recording);
    }

    /** Deleting the object together with this guard is refused. */
    public B preventDestroy() {
        preventDestroy = true;
        return self();
    }

    @Override
    Declaration declaration() {
        Declaration declaration = super.declaration();
        return new Declaration(declaration.renamedFrom(), declaration.ifExists(), preventDestroy);
    }
}
