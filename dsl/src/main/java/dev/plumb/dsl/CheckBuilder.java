package dev.plumb.dsl;

import dev.plumb.dsl.sql.DefaultNames;
import dev.plumb.schema.Constraint;
import java.util.List;

/** A check constraint. */
public final class CheckBuilder extends ConstraintBuilder<CheckBuilder> {
    private String condition = "";
    private List<String> columns = List.of();
    private boolean noInherit;
    private boolean validated = true;

    CheckBuilder(Recording recording) {
        super(recording);
    }

    /** SQL without {@code check (…)}. */
    public CheckBuilder condition(String sql) {
        condition = sql.strip();
        return this;
    }

    public CheckBuilder noInherit() {
        noInherit = true;
        return this;
    }

    /** Rows that are there already are not checked. */
    public CheckBuilder notValid() {
        validated = false;
        return this;
    }

    /** The one column that the condition is about, for the constraint's name. */
    CheckBuilder of(String column) {
        columns = List.of(column);
        return this;
    }

    @Override
    CheckBuilder self() {
        return this;
    }

    @Override
    Constraint build(String table, DefaultNames names) {
        return new Constraint.CheckConstraint(
                name().orElseGet(() -> names.check(table, columns)),
                condition,
                noInherit,
                validated,
                comment(),
                declaration());
    }
}
