package dev.plumb.dsl;

import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;
import java.util.List;
import java.util.Optional;

/**
 * What everything with a name can say of itself.
 *
 * @param <B> the builder itself
 */
public abstract class Declared<B extends Declared<B>> extends Builder {
    private Optional<String> comment = Optional.empty();
    private List<String> renamedFrom = List.of();

    Declared(Recording recording) {
        super(recording);
    }

    abstract B self();

    /** An empty comment is none, as PostgreSQL sees it. */
    public B comment(String text) {
        comment = Optional.of(text).filter(t -> !t.isEmpty());
        return self();
    }

    /** Former names, newest first. */
    public B renamedFrom(String... names) {
        renamedFrom = List.of(names);
        return self();
    }

    final Optional<String> comment() {
        return comment;
    }

    Declaration declaration() {
        return new Declaration(renamedFrom, IfExists.UPDATE, false);
    }
}
