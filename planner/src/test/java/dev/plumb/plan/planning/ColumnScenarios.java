package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.column;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.defaulted;
import static dev.plumb.plan.fixture.Model.domain;
import static dev.plumb.plan.fixture.Model.generated;
import static dev.plumb.plan.fixture.Model.identity;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.required;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;

import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SequenceOptions;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to a column of a table with rows, unless the name says that it is empty. */
final class ColumnScenarios {
    private ColumnScenarios() {}

    static List<Scenario> all() {
        return List.of(
                added("nullable column added", nullable("c", "text")),
                added("column with a constant default added", defaulted("c", "integer", "0")),
                Scenario.of(
                        "column with a volatile default added",
                        from(library(table("t", identity("id"))), defaulted("c", "uuid", "gen_random_uuid()"))
                                .volatileDefault(columnAt("t", "c"))),
                added("required column without a default added", required("c", "text")),
                added("identity column added", column("c", "bigint", true, always(SequenceOptions.DEFAULT))),
                added("generated column added", generated("c", "bigint", "(id * 2)")),
                Scenario.of(
                        "column of a constrained domain added",
                        Requests.from(
                                        library(email(), table("t", identity("id"))),
                                        library(email(), table("t", identity("id"), nullable("c", "library.email"))))
                                .rows(tableAt("t"))),
                Scenario.of(
                        "column dropped",
                        Requests.from(
                                        library(table("t", identity("id"), nullable("c", "text"))),
                                        library(table("t", identity("id"))))
                                .rows(tableAt("t"))),
                Scenario.of(
                        "column of an empty table dropped",
                        Requests.from(
                                library(table("t", identity("id"), nullable("c", "text"))),
                                library(table("t", identity("id"))))),
                changed("type widened with a rewrite", nullable("c", "integer"), nullable("c", "bigint")),
                changed(
                        "type widened without a rewrite",
                        nullable("c", "character varying(10)"),
                        nullable("c", "character varying(20)")),
                Scenario.of(
                        "type widened in an empty table",
                        Requests.from(
                                library(table("t", identity("id"), nullable("c", "integer"))),
                                library(table("t", identity("id"), nullable("c", "bigint"))))),
                changed("type narrowed", nullable("c", "bigint"), nullable("c", "integer")),
                changed("type changed", nullable("c", "text"), nullable("c", "uuid")),
                changed(
                        "type and default changed",
                        defaulted("c", "text", "'1'::text"),
                        defaulted("c", "integer", "1")),
                changed(
                        "collation changed",
                        nullable("c", "text"),
                        nullable("c", "text").withCollation(Optional.of("pg_catalog.\"C\""))),
                changed("nulls forbidden", nullable("c", "text"), required("c", "text")),
                changed("nulls allowed", required("c", "text"), nullable("c", "text")),
                changed(
                        "default set",
                        nullable("c", "integer"),
                        column("c", "integer", false, new ColumnValue.Default("7"))),
                changed("default changed", defaulted("c", "integer", "1"), defaulted("c", "integer", "2")),
                changed("default dropped", defaulted("c", "integer", "1"), required("c", "integer")),
                changed(
                        "identity instead of a default",
                        defaulted("c", "bigint", "0"),
                        column("c", "bigint", true, always(SequenceOptions.DEFAULT))),
                changed(
                        "identity on a column that allows nulls",
                        nullable("c", "bigint"),
                        column("c", "bigint", true, always(SequenceOptions.DEFAULT))),
                changed(
                        "default instead of an identity",
                        column("c", "bigint", true, always(SequenceOptions.DEFAULT)),
                        defaulted("c", "bigint", "0")),
                changed(
                        "identity by default, counting by ten",
                        column("c", "bigint", true, always(SequenceOptions.DEFAULT)),
                        column(
                                "c",
                                "bigint",
                                true,
                                new ColumnValue.Identity(
                                        false,
                                        new SequenceOptions(
                                                Optional.empty(),
                                                Optional.of(10L),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                false)))),
                changed(
                        "generated column becomes plain",
                        generated("c", "bigint", "(id * 2)"),
                        nullable("c", "bigint")),
                changed(
                        "plain column becomes generated",
                        nullable("c", "bigint"),
                        generated("c", "bigint", "(id * 2)")),
                changed(
                        "generation expression changed",
                        generated("c", "bigint", "(id * 2)"),
                        generated("c", "bigint", "(id * 3)")),
                Scenario.of(
                        "generation expression changed before PostgreSQL 17",
                        change(generated("c", "bigint", "(id * 2)"), generated("c", "bigint", "(id * 3)"))
                                .version(16)),
                Scenario.of("generated column becomes plain before its base changes its type", released()),
                changed(
                        "comment changed",
                        nullable("c", "text"),
                        nullable("c", "text").withComment(Optional.of("it's a comment"))));
    }

    private static DomainType email() {
        return domain("email", "text", new DomainCheck("email_check", "(VALUE ~~ '%@%'::text)", true));
    }

    private static ColumnValue always(SequenceOptions options) {
        return new ColumnValue.Identity(true, options);
    }

    private static Requests released() {
        return Requests.from(
                        library(table("t", nullable("z", "integer"), generated("c", "integer", "(z * 2)"))),
                        library(table("t", nullable("z", "bigint"), nullable("c", "integer"))))
                .liveDependency(columnAt("t", "c"), columnAt("t", "z"));
    }

    private static Scenario added(String name, Column column) {
        return Scenario.of(name, from(library(table("t", identity("id"))), column));
    }

    private static Requests from(Schema live, Column added) {
        return Requests.from(live, library(table("t", identity("id"), added))).rows(tableAt("t"));
    }

    private static Scenario changed(String name, Column from, Column to) {
        return Scenario.of(name, change(from, to));
    }

    private static Requests change(Column from, Column to) {
        Column key = column("id", "bigint", false, ColumnValue.NONE);
        return Requests.from(library(table("t", key, from)), library(table("t", key, to)))
                .rows(tableAt("t"));
    }
}
