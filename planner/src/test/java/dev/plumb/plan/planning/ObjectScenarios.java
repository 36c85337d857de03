package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.LIBRARY;
import static dev.plumb.plan.fixture.Model.check;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.defaulted;
import static dev.plumb.plan.fixture.Model.directory;
import static dev.plumb.plan.fixture.Model.enumAt;
import static dev.plumb.plan.fixture.Model.enumType;
import static dev.plumb.plan.fixture.Model.foreignKey;
import static dev.plumb.plan.fixture.Model.identity;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.parameters;
import static dev.plumb.plan.fixture.Model.primaryKey;
import static dev.plumb.plan.fixture.Model.required;
import static dev.plumb.plan.fixture.Model.schema;
import static dev.plumb.plan.fixture.Model.sequence;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;
import static dev.plumb.plan.fixture.Model.unique;

import dev.plumb.plan.Rename;
import dev.plumb.plan.RenameResolution;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;

/** Directories, tables and sequences as wholes. */
final class ObjectScenarios {
    private ObjectScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of("everything created", everythingCreated()),
                Scenario.of("everything dropped", everythingDropped()),
                Scenario.of(
                        "comment of a directory changed",
                        Requests.from(
                                library(),
                                schema(new Directory(LIBRARY, List.of(), Optional.of("Books"), Declaration.NONE)))),
                Scenario.of(
                        "table made unlogged, with storage and comment",
                        Requests.from(
                                        library(table("t", identity("id"))),
                                        library(new Table(
                                                "t",
                                                List.of(identity("id")),
                                                List.of(),
                                                List.of(),
                                                true,
                                                parameters("fillfactor", "70"),
                                                Optional.of("A table"),
                                                Declaration.NONE)))
                                .rows(tableAt("t"))),
                Scenario.of(
                        "storage of a table reset",
                        Requests.from(
                                library(new Table(
                                        "t",
                                        List.of(identity("id")),
                                        List.of(),
                                        List.of(),
                                        false,
                                        parameters("fillfactor", "70"),
                                        Optional.empty(),
                                        Declaration.NONE)),
                                library(table("t", identity("id"))))),
                Scenario.of("sequence altered", Requests.from(library(sequence("s")), library(counting()))),
                Scenario.of("sequence for a new column", sequenceForNewColumn()),
                Scenario.of("sequence disowned before its column goes", disowned()),
                Scenario.of("sequence dropped with its column", sequenceDroppedWithColumn()),
                Scenario.of("two tables with rows altered", twoTables()),
                Scenario.of("column and table that look renamed", lookAlike()),
                Scenario.of("table and column renamed", renamed()));
    }

    private static Schema everything() {
        DirectoryPath raw = DirectoryPath.of("library", "raw");
        return schema(
                directory(
                        LIBRARY,
                        enumType("status", "draft", "published"),
                        table(
                                        "documents",
                                        identity("id"),
                                        required("title", "text"),
                                        defaulted("status", "library.status", "'draft'::library.status"),
                                        nullable("parent", "bigint"),
                                        nullable("page", "bigint"))
                                .withConstraints(List.of(
                                        primaryKey("documents_pkey", "id"),
                                        unique("documents_title_key", "title"),
                                        check("documents_check", "(length(title) < 500)"),
                                        foreignKey("documents_parent_fkey", "parent", "documents", "id"),
                                        foreignKey("documents_page_fkey", "page", "pages", "id")))
                                .withIndexes(List.of(index("documents_status_idx", "status"))),
                        table("pages", identity("id"), nullable("document", "bigint"))
                                .withConstraints(List.of(
                                        primaryKey("pages_pkey", "id"),
                                        foreignKey("pages_document_fkey", "document", "documents", "id")))),
                directory(raw, table("imports", identity("id"))));
    }

    private static Requests everythingCreated() {
        return Requests.from(Schema.EMPTY, everything())
                .desiredDependency(columnAt("documents", "status"), enumAt("status"));
    }

    private static Requests everythingDropped() {
        return Requests.from(everything(), Schema.EMPTY)
                .rows(tableAt("documents"))
                .liveDependency(columnAt("documents", "status"), enumAt("status"));
    }

    private static Sequence counting() {
        SequenceOptions options = new SequenceOptions(
                Optional.of(5L), Optional.of(2L), Optional.empty(), Optional.of(99L), Optional.empty(), true);
        return new Sequence("s", "integer", options, Optional.empty(), Optional.of("Counts"), Declaration.NONE);
    }

    private static Sequence owned(String column) {
        return new Sequence(
                "s",
                "bigint",
                SequenceOptions.DEFAULT,
                Optional.of(new Sequence.OwnedBy("t", column)),
                Optional.empty(),
                Declaration.NONE);
    }

    private static Requests sequenceForNewColumn() {
        String next = "nextval('library.s'::regclass)";
        Address sequence = Address.of(ObjectKind.SEQUENCE, LIBRARY, "s");
        return Requests.from(
                        library(table("t", identity("id"))),
                        library(owned("n"), table("t", identity("id"), defaulted("n", "bigint", next))))
                .rows(tableAt("t"))
                .volatileDefault(columnAt("t", "n"))
                .desiredDependency(columnAt("t", "n"), sequence)
                .desiredDependency(sequence, columnAt("t", "n"));
    }

    private static Requests disowned() {
        return Requests.from(
                library(owned("n"), table("t", identity("id"), nullable("n", "bigint"))),
                library(sequence("s"), table("t", identity("id"))));
    }

    private static Requests sequenceDroppedWithColumn() {
        return Requests.from(
                library(owned("n"), table("t", identity("id"), nullable("n", "bigint"))),
                library(table("t", identity("id"))));
    }

    private static Requests twoTables() {
        Schema live = library(table("a", nullable("x", "text")), table("b", nullable("x", "text")));
        Schema desired = library(
                table("a", nullable("x", "text"), nullable("y", "text"), nullable("z", "text")),
                table("b", nullable("x", "text"), nullable("y", "text")));
        return Requests.from(live, desired).allRows();
    }

    private static Requests lookAlike() {
        Schema live = library(table("a", nullable("x", "text"), nullable("y", "integer")), table("c", identity("id")));
        Schema desired =
                library(table("b", nullable("x", "text"), nullable("y", "integer")), table("c", identity("key")));
        return Requests.from(live, desired);
    }

    private static Requests renamed() {
        Schema after = library(table("papers", nullable("subject", "text")));
        Rename table = new Rename(tableAt("documents"), tableAt("papers"));
        Rename column = new Rename(columnAt("papers", "topic"), columnAt("papers", "subject"));
        return Requests.from(after, library(table("papers", required("subject", "text"))))
                .allRows()
                .renames(new RenameResolution(List.of(table, column), List.of(), List.of()));
    }
}
