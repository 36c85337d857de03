package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;
import java.util.List;

/** Views. */
public final class ViewDdl {
    private final SqlText text;

    ViewDdl(SqlText text) {
        this.text = text;
    }

    public String create(DirectoryPath directory, View view) {
        return "create view " + definition(directory, view);
    }

    /** In place: only when the present columns stay as they are and new ones come after them. */
    public String replace(DirectoryPath directory, View view) {
        return "create or replace view " + definition(directory, view);
    }

    public String setOptions(DirectoryPath directory, String view, StorageParameters options) {
        return alter(directory, view) + "set " + text.assignments(options);
    }

    public String resetOptions(DirectoryPath directory, String view, Collection<String> options) {
        return alter(directory, view) + "reset " + text.parameterNames(options);
    }

    static String columns(List<String> columns) {
        return columns.isEmpty() ? "" : " (" + SqlNames.list(columns) + ")";
    }

    private String definition(DirectoryPath directory, View view) {
        return text.name(directory, view.name())
                + columns(view.columns())
                + text.with(view.options())
                + " as\n"
                + text.fragment(view.query());
    }

    private String alter(DirectoryPath directory, String view) {
        return "alter view " + text.name(directory, view) + " ";
    }
}
