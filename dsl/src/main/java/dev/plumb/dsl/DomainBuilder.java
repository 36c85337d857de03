package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A domain. */
public final class DomainBuilder extends Guarded<DomainBuilder> {
    private final String name;
    private final List<Check> checks = new ArrayList<>();
    private String baseType = "";
    private Optional<String> collation = Optional.empty();
    private boolean notNull;
    private Optional<String> defaultExpression = Optional.empty();

    DomainBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    private record Check(Optional<String> name, String condition) {
        DomainCheck build(String domain, DefaultNames names) {
            return new DomainCheck(name.orElseGet(() -> names.check(domain, List.of())), condition, true);
        }
    }

    /** SQL of the type it is made from. */
    public DomainBuilder type(String sql) {
        baseType = sql.strip();
        return this;
    }

    /** SQL name. */
    public DomainBuilder collation(String sql) {
        collation = Optional.of(sql.strip());
        return this;
    }

    public DomainBuilder notNull() {
        notNull = true;
        return this;
    }

    /** SQL of the default. */
    public DomainBuilder defaultsTo(String expression) {
        defaultExpression = Optional.of(expression.strip());
        return this;
    }

    /** SQL of a condition on {@code value}, with PostgreSQL's name for it. */
    public DomainBuilder check(String condition) {
        checks.add(new Check(Optional.empty(), condition.strip()));
        return this;
    }

    public DomainBuilder check(String constraint, String condition) {
        checks.add(new Check(Optional.of(constraint), condition.strip()));
        return this;
    }

    @Override
    DomainBuilder self() {
        return this;
    }

    SchemaObject build(DefaultNames names) {
        return new DomainType(
                name,
                baseType,
                collation,
                notNull,
                defaultExpression,
                checks.stream().map(c -> c.build(name, names)).toList(),
                comment(),
                declaration());
    }
}
