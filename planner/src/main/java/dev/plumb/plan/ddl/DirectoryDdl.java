package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;

/** Schemas. */
public final class DirectoryDdl {
    private final SqlText text;

    DirectoryDdl(SqlText text) {
        this.text = text;
    }

    public String create(DirectoryPath directory) {
        return "create schema " + text.schema(directory);
    }
}
