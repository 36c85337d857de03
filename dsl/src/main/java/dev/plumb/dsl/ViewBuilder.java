package dev.plumb.dsl;

import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.View;
import java.util.List;

/** A view. */
public final class ViewBuilder extends Reconciled<ViewBuilder> {
    private final String name;
    private String query = "";
    private List<String> columns = List.of();
    private final Parameters options = new Parameters();

    ViewBuilder(Recording recording, String name) {
        super(recording);
        this.name = name;
    }

    /** SQL without a semicolon. */
    public ViewBuilder query(String sql) {
        query = sql.strip();
        return this;
    }

    /** Names of the output; without this the query's own stand. */
    public ViewBuilder columns(String... names) {
        columns = List.of(names);
        return this;
    }

    /** {@code option("security_invoker", "true")}, {@code option("check_option", "local")}. */
    public ViewBuilder option(String option, String value) {
        options.put(option, value);
        return this;
    }

    @Override
    ViewBuilder self() {
        return this;
    }

    SchemaObject build() {
        return new View(name, columns, query, options.build(), comment(), declaration());
    }
}
