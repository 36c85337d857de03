package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.LIBRARY;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.directory;
import static dev.plumb.plan.fixture.Model.identity;
import static dev.plumb.plan.fixture.Model.ifExists;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.partAt;
import static dev.plumb.plan.fixture.Model.schema;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;
import static dev.plumb.plan.fixture.Model.view;
import static dev.plumb.plan.fixture.Model.viewAt;

import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.Directory;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.IfExists;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;

/** What may be touched: managed and unmanaged things, {@code if_exists}, guards, and what the model does not cover. */
final class PolicyScenarios {
    private static final Table T = table("t", identity("id"), nullable("c", "text"));
    private static final Table LESS = table("t", identity("id"));

    private PolicyScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "unmanaged things are left alone",
                        Requests.from(
                                        schema(
                                                directory(
                                                        LIBRARY,
                                                        T.withIndexes(List.of(index("t_idx", "c"))),
                                                        table("other")),
                                                directory(DirectoryPath.of("foreign"), table("x"))),
                                        library(LESS))
                                .unmanaged(
                                        columnAt("t", "c"),
                                        partAt(ObjectKind.INDEX, "t", "t_idx"),
                                        tableAt("other"),
                                        Address.of(DirectoryPath.of("foreign")))),
                Scenario.of(
                        "unmanaged table that is as declared is adopted",
                        Requests.from(library(T), library(T))
                                .unmanaged(tableAt("t"), columnAt("t", "id"), columnAt("t", "c"))),
                Scenario.of(
                        "unmanaged column that differs is adopted and altered",
                        Requests.from(
                                        library(T),
                                        library(table(
                                                "t",
                                                identity("id"),
                                                nullable("c", "text").withComment(Optional.of("text")))))
                                .unmanaged(columnAt("t", "c"))),
                Scenario.of(
                        "if_exists: error refuses an unmanaged table",
                        rule(IfExists.ERROR).unmanaged(tableAt("t"))),
                Scenario.of("if_exists: error lets a managed table change", rule(IfExists.ERROR)),
                Scenario.of("if_exists: ignore reports the difference", rule(IfExists.IGNORE)),
                Scenario.of("if_exists: replace drops and creates on a difference", rule(IfExists.REPLACE)),
                Scenario.of(
                        "if_exists: replace does nothing without a difference",
                        Requests.from(library(T), library(T.withDeclaration(ifExists(IfExists.REPLACE))))),
                Scenario.of(
                        "if_exists of a directory holds for what is in it",
                        Requests.from(
                                library(T),
                                schema(new Directory(
                                        LIBRARY, List.of(LESS), Optional.empty(), ifExists(IfExists.IGNORE))))),
                Scenario.of(
                        "guarded table is not dropped",
                        Requests.from(library(T), library()).guarded(tableAt("t"))),
                Scenario.of(
                        "guarded column does not go with its table",
                        Requests.from(library(T), library()).guarded(columnAt("t", "c"))),
                Scenario.of(
                        "directory with something unmanaged is not dropped",
                        Requests.from(library(T, table("other")), Schema.EMPTY)
                                .unmanaged(tableAt("other"))
                                .uncovered(function(), "function")),
                Scenario.of(
                        "table with an unmanaged column is not dropped",
                        Requests.from(library(T), library()).unmanaged(columnAt("t", "c"))),
                Scenario.of(
                        "function that depends on a dropped column blocks",
                        Requests.from(library(T), library(LESS))
                                .uncovered(function(), "function")
                                .liveDependency(function(), columnAt("t", "c"))),
                Scenario.of(
                        "unmanaged view over a retyped column blocks",
                        Requests.from(
                                        library(T, view("v", " SELECT c FROM library.t")),
                                        library(table("t", identity("id"), nullable("c", "integer"))))
                                .unmanaged(viewAt("v"))
                                .liveDependency(viewAt("v"), columnAt("t", "c"))));
    }

    private static Address function() {
        return Address.of(ObjectKind.OTHER, LIBRARY, "f(integer)");
    }

    private static Requests rule(IfExists rule) {
        return Requests.from(library(T), library(LESS.withDeclaration(new Declaration(List.of(), rule, false))))
                .rows(tableAt("t"));
    }
}
