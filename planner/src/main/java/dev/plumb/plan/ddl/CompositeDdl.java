package dev.plumb.plan.ddl;

import dev.plumb.schema.CompositeType;
import dev.plumb.schema.CompositeType.Attribute;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.sql.SqlNames;
import java.util.stream.Collectors;

/** Composite types and their attributes. */
public final class CompositeDdl {
    private final SqlText text;

    CompositeDdl(SqlText text) {
        this.text = text;
    }

    public String create(DirectoryPath directory, CompositeType type) {
        return type.attributes().stream()
                .map(this::definition)
                .collect(Collectors.joining(", ", "create type " + text.name(directory, type.name()) + " as (", ")"));
    }

    public String addAttribute(DirectoryPath directory, String type, Attribute attribute) {
        return alter(directory, type) + "add attribute " + definition(attribute);
    }

    public String dropAttribute(DirectoryPath directory, String type, String attribute) {
        return alter(directory, type) + "drop attribute " + SqlNames.quote(attribute);
    }

    /** Type and collation as the record says. */
    public String alterAttribute(DirectoryPath directory, String type, Attribute attribute) {
        return alter(directory, type) + "alter attribute " + SqlNames.quote(attribute.name()) + " type "
                + text.type(attribute.type(), attribute.collation());
    }

    public String renameAttribute(DirectoryPath directory, String type, String attribute, String newName) {
        return alter(directory, type) + "rename attribute " + SqlNames.quote(attribute) + " to "
                + SqlNames.quote(newName);
    }

    private String definition(Attribute attribute) {
        return SqlNames.quote(attribute.name()) + " " + text.type(attribute.type(), attribute.collation());
    }

    private String alter(DirectoryPath directory, String type) {
        return "alter type " + text.name(directory, type) + " ";
    }
}
