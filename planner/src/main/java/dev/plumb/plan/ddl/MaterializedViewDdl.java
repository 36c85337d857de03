package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.StorageParameters;
import java.util.Collection;

/** Materialized views. */
public final class MaterializedViewDdl {
    private final SqlText text;

    MaterializedViewDdl(SqlText text) {
        this.text = text;
    }

    /** Runs the query; indexes come after. */
    public String create(DirectoryPath directory, MaterializedView view) {
        return definition(directory, view) + "\nwith data";
    }

    /** Without running the query; it cannot be read before a refresh. */
    public String createEmpty(DirectoryPath directory, MaterializedView view) {
        return definition(directory, view) + "\nwith no data";
    }

    public String setStorage(DirectoryPath directory, String view, StorageParameters parameters) {
        return alter(directory, view) + "set " + text.assignments(parameters);
    }

    public String resetStorage(DirectoryPath directory, String view, Collection<String> parameters) {
        return alter(directory, view) + "reset " + text.parameterNames(parameters);
    }

    private String definition(DirectoryPath directory, MaterializedView view) {
        return "create materialized view " + text.name(directory, view.name())
                + ViewDdl.columns(view.columns())
                + text.with(view.storageParameters())
                + " as\n"
                + text.fragment(view.query());
    }

    private String alter(DirectoryPath directory, String view) {
        return "alter materialized view " + text.name(directory, view) + " ";
    }
}
