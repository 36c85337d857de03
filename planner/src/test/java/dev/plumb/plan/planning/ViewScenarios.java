package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.materializedView;
import static dev.plumb.plan.fixture.Model.materializedViewAt;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.partAt;
import static dev.plumb.plan.fixture.Model.primaryKey;
import static dev.plumb.plan.fixture.Model.required;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.tableAt;
import static dev.plumb.plan.fixture.Model.view;
import static dev.plumb.plan.fixture.Model.viewAt;

import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can happen to views, and to what they stand on. */
final class ViewScenarios {
    private static final String QUERY = " SELECT id,\n    title\n   FROM library.documents";
    private static final List<OutputColumn> OUTPUT =
            List.of(new OutputColumn("id", "bigint"), new OutputColumn("title", "character varying(10)"));

    private ViewScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "view created",
                        Requests.from(state(), state(view("v", QUERY)))
                                .desiredDependency(viewAt("v"), columnAt("documents", "id"))),
                Scenario.of("view dropped", Requests.from(state(view("v", QUERY)), state())),
                changed(
                        "view gets a column at the end",
                        view("v", " SELECT id,\n    title,\n    1 AS one\n   FROM library.documents"),
                        List.of(OUTPUT.get(0), OUTPUT.get(1), new OutputColumn("one", "integer"))),
                changed(
                        "view filtered otherwise",
                        view("v", " SELECT id,\n    title\n   FROM library.documents\n  WHERE id > 1"),
                        OUTPUT),
                Scenario.of(
                        "view loses a column, with a view on it",
                        Requests.from(
                                        state(view("v", QUERY), view("w", " SELECT id\n   FROM library.v")),
                                        state(
                                                view("v", " SELECT id\n   FROM library.documents"),
                                                view("w", " SELECT id\n   FROM library.v")))
                                .output(viewAt("v"), OUTPUT, OUTPUT.subList(0, 1))
                                .output(viewAt("w"), OUTPUT.subList(0, 1), OUTPUT.subList(0, 1))
                                .dependency(viewAt("w"), viewAt("v"))
                                .attachment(
                                        viewAt("v"),
                                        new Attachment("comment on column library.v.id is 'key'", Optional.of("id")),
                                        new Attachment(
                                                "comment on column library.v.title is 'gone'", Optional.of("title")))
                                .attachment(
                                        viewAt("w"),
                                        new Attachment("grant select on table library.w to public", Optional.empty()))),
                Scenario.of(
                        "options of a view changed",
                        Requests.from(state(view("v", QUERY)), state(secured())).output(viewAt("v"), OUTPUT, OUTPUT)),
                Scenario.of("column under views and a materialized view retyped", retyped()),
                Scenario.of("query of a materialized view changed", changedMaterializedView()),
                Scenario.of(
                        "index of a materialized view added",
                        Requests.from(
                                        state(materializedView("m", QUERY)),
                                        state(materializedView("m", QUERY, index("m_idx", "title"))))
                                .allRows()),
                Scenario.of("key that a view groups by changed", groupedByKey()),
                Scenario.of("table replaced by a view of its name", tableBecomesView()));
    }

    private static Schema state(SchemaObject... views) {
        return library(with(documents("character varying(10)"), views));
    }

    private static SchemaObject[] with(SchemaObject first, SchemaObject... rest) {
        List<SchemaObject> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(rest));
        return all.toArray(new SchemaObject[0]);
    }

    private static Table documents(String titleType) {
        return table("documents", required("id", "bigint"), nullable("title", titleType));
    }

    private static Scenario changed(String name, View to, List<OutputColumn> output) {
        return Scenario.of(
                name, Requests.from(state(view("v", QUERY)), state(to)).output(viewAt("v"), OUTPUT, output));
    }

    private static View secured() {
        return new View(
                "v",
                List.of(),
                QUERY,
                new StorageParameters(Map.of("security_invoker", "true")),
                Optional.empty(),
                Declaration.NONE);
    }

    private static Requests retyped() {
        SchemaObject[] views = {
            view("v", QUERY),
            view("w", " SELECT title\n   FROM library.v"),
            view("other", " SELECT id\n   FROM library.documents"),
            materializedView("m", " SELECT title\n   FROM library.w", index("m_title_idx", "title"))
        };
        List<OutputColumn> title = List.of(OUTPUT.get(1));
        List<OutputColumn> newTitle = List.of(new OutputColumn("title", "text"));
        return Requests.from(
                        library(with(documents("character varying(10)"), views)),
                        library(with(documents("text"), views)))
                .allRows()
                .dependency(viewAt("v"), columnAt("documents", "id"))
                .dependency(viewAt("v"), columnAt("documents", "title"))
                .dependency(viewAt("w"), viewAt("v"))
                .dependency(viewAt("other"), columnAt("documents", "id"))
                .dependency(materializedViewAt("m"), viewAt("w"))
                .dependency(
                        materializedViewAt("m").child(ObjectKind.INDEX, "m_title_idx"),
                        materializedViewAt("m").child(ObjectKind.COLUMN, "title"))
                .output(viewAt("v"), OUTPUT, List.of(OUTPUT.get(0), newTitle.get(0)))
                .output(viewAt("w"), title, newTitle)
                .output(materializedViewAt("m"), title, newTitle)
                .attachment(viewAt("w"), new Attachment("grant select on table library.w to public", Optional.empty()));
    }

    private static Requests changedMaterializedView() {
        return Requests.from(
                        state(materializedView("m", QUERY, index("m_idx", "title"))),
                        state(materializedView("m", QUERY + "\n  WHERE id > 1", index("m_idx", "title"))))
                .allRows()
                .output(materializedViewAt("m"), OUTPUT, OUTPUT);
    }

    private static Requests groupedByKey() {
        Table live = documents("text").withConstraints(List.of(primaryKey("documents_pkey", "id")));
        Table desired = documents("text").withConstraints(List.of(primaryKey("documents_key", "id")));
        View view = view("v", " SELECT id,\n    title\n   FROM library.documents\n  GROUP BY id");
        return Requests.from(library(live, view), library(desired, view))
                .liveDependency(viewAt("v"), partAt(ObjectKind.PRIMARY_KEY, "documents", "documents_pkey"))
                .desiredDependency(viewAt("v"), partAt(ObjectKind.PRIMARY_KEY, "documents", "documents_key"))
                .output(viewAt("v"), OUTPUT, OUTPUT);
    }

    private static Requests tableBecomesView() {
        Schema live = library(table("papers", nullable("id", "bigint")), documents("text"));
        Schema desired = library(view("papers", " SELECT id\n   FROM library.documents"), documents("text"));
        return Requests.from(live, desired)
                .rows(tableAt("papers"))
                .desiredDependency(viewAt("papers"), columnAt("documents", "id"));
    }
}
