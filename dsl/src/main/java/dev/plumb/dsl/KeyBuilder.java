package dev.plumb.dsl;

import dev.plumb.schema.StorageParameters;
import java.util.List;

/**
 * A constraint over columns with an index behind it.
 *
 * @param <B> the builder itself
 */
public abstract class KeyBuilder<B extends KeyBuilder<B>> extends DeferrableBuilder<B> {
    private List<String> columns = List.of();
    private List<String> include = List.of();
    private final Parameters storageParameters = new Parameters();

    KeyBuilder(Recording recording) {
        super(recording);
    }

    public B columns(String... names) {
        columns = List.of(names);
        return self();
    }

    /** Further columns that the index carries. */
    public B include(String... names) {
        include = List.of(names);
        return self();
    }

    /** A storage parameter of the index. */
    public B with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return self();
    }

    final List<String> columns() {
        return columns;
    }

    final List<String> include() {
        return include;
    }

    final StorageParameters storageParameters() {
        return storageParameters.build();
    }
}
