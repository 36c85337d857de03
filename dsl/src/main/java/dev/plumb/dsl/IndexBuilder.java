package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.Index;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An index. */
public final class IndexBuilder extends Declared<IndexBuilder> {
    private Optional<String> name = Optional.empty();
    private String method = "btree";
    private boolean unique;
    private List<String> elements = List.of();
    private List<String> include = List.of();
    private boolean nullsNotDistinct;
    private final Parameters storageParameters = new Parameters();
    private Optional<String> where = Optional.empty();
    private IfExists ifExists = IfExists.UPDATE;

    IndexBuilder(Recording recording) {
        super(recording);
    }

    /** Without this the index gets the name that PostgreSQL would choose. */
    public IndexBuilder named(String index) {
        name = Optional.of(index);
        return this;
    }

    /** Access method: {@code gin}. */
    public IndexBuilder using(String accessMethod) {
        method = accessMethod;
        return this;
    }

    /** SQL of each key: {@code created_at desc}, {@code lower(title)}, {@code metadata jsonb_path_ops}. */
    public IndexBuilder on(String... keys) {
        elements = Arrays.stream(keys).map(String::strip).toList();
        return this;
    }

    public IndexBuilder unique() {
        unique = true;
        return this;
    }

    public IndexBuilder include(String... columns) {
        include = List.of(columns);
        return this;
    }

    /** Two nulls count as equal (PostgreSQL 15). */
    public IndexBuilder nullsNotDistinct() {
        nullsNotDistinct = true;
        return this;
    }

    /** SQL of the predicate. */
    public IndexBuilder where(String predicate) {
        where = Optional.of(predicate.strip());
        return this;
    }

    /** A storage parameter. */
    public IndexBuilder with(String parameter, String value) {
        storageParameters.put(parameter, value);
        return this;
    }

    public IndexBuilder ifExists(IfExists action) {
        ifExists = action;
        return this;
    }

    @Override
    IndexBuilder self() {
        return this;
    }

    @Override
    Declaration declaration() {
        return new Declaration(super.declaration().renamedFrom(), ifExists, false);
    }

    Optional<String> name() {
        return name;
    }

    Index build(String owner, DefaultNames names) {
        List<String> named = Stream.concat(elements.stream(), include.stream()).toList();
        return new Index(
                name.orElseGet(() -> names.index(owner, named)),
                method,
                unique,
                elements,
                include,
                nullsNotDistinct,
                storageParameters.build(),
                where,
                true,
                comment(),
                declaration());
    }
}
