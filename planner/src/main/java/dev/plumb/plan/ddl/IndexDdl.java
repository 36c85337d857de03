package dev.plumb.plan.ddl;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.Index;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.sql.SqlNames;
import java.util.Collection;

/** Indexes of tables and materialized views. */
public final class IndexDdl {
    private final SqlText text;

    IndexDdl(SqlText text) {
        this.text = text;
    }

    public String create(DirectoryPath directory, String relation, Index index) {
        return create(directory, relation, index, "");
    }

    /** Lets writers through; cannot run in a transaction. */
    public String createConcurrently(DirectoryPath directory, String relation, Index index) {
        return create(directory, relation, index, "concurrently ");
    }

    /** Lets writers through; cannot run in a transaction; harmless when it is gone already. */
    public String dropConcurrently(DirectoryPath directory, String index) {
        return "drop index concurrently if exists " + text.name(directory, index);
    }

    public String dropIfExists(DirectoryPath directory, String index) {
        return "drop index if exists " + text.name(directory, index);
    }

    public String setStorage(DirectoryPath directory, String index, StorageParameters parameters) {
        return alter(directory, index) + "set " + text.assignments(parameters);
    }

    public String resetStorage(DirectoryPath directory, String index, Collection<String> parameters) {
        return alter(directory, index) + "reset " + text.parameterNames(parameters);
    }

    private String create(DirectoryPath directory, String relation, Index index, String concurrently) {
        return (index.unique() ? "create unique index " : "create index ")
                + concurrently
                + SqlNames.quote(index.name())
                + " on "
                + text.name(directory, relation)
                + " using "
                + SqlNames.quote(index.method())
                + " ("
                + text.fragments(index.elements())
                + ")"
                + text.include(index.include())
                + (index.nullsNotDistinct() ? " nulls not distinct" : "")
                + text.with(index.storageParameters())
                + index.where().map(w -> " where " + text.fragment(w)).orElse("");
    }

    private String alter(DirectoryPath directory, String index) {
        return "alter index " + text.name(directory, index) + " ";
    }
}
