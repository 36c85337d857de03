package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.sql.SqlNames;
import java.util.stream.Collectors;

/** Enums. */
public final class EnumDdl {
    private final SqlText text;

    EnumDdl(SqlText text) {
        this.text = text;
    }

    public String create(DirectoryPath directory, EnumType type) {
        return type.values().stream()
                .map(EnumDdl::label)
                .collect(Collectors.joining(
                        ", ", "create type " + text.name(directory, type.name()) + " as enum (", ")"));
    }

    /** At the end of the order. */
    public String addValue(DirectoryPath directory, String type, String value) {
        return alter(directory, type) + "add value " + label(value);
    }

    public String addValueBefore(DirectoryPath directory, String type, String value, String neighbour) {
        return addValue(directory, type, value) + " before " + label(neighbour);
    }

    public String addValueAfter(DirectoryPath directory, String type, String value, String neighbour) {
        return addValue(directory, type, value) + " after " + label(neighbour);
    }

    public String renameValue(DirectoryPath directory, String type, String value, String newValue) {
        return alter(directory, type) + "rename value " + label(value) + " to " + label(newValue);
    }

    private String alter(DirectoryPath directory, String type) {
        return "alter type " + text.name(directory, type) + " ";
    }

    private static String label(String value) {
        return SqlNames.literal(value).strip();
    }
}
