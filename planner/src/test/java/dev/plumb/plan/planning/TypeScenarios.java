package dev.plumb.plan.planning;

import static dev.plumb.plan.fixture.Model.LIBRARY;
import static dev.plumb.plan.fixture.Model.attribute;
import static dev.plumb.plan.fixture.Model.check;
import static dev.plumb.plan.fixture.Model.columnAt;
import static dev.plumb.plan.fixture.Model.composite;
import static dev.plumb.plan.fixture.Model.defaulted;
import static dev.plumb.plan.fixture.Model.domain;
import static dev.plumb.plan.fixture.Model.enumAt;
import static dev.plumb.plan.fixture.Model.enumType;
import static dev.plumb.plan.fixture.Model.generated;
import static dev.plumb.plan.fixture.Model.index;
import static dev.plumb.plan.fixture.Model.library;
import static dev.plumb.plan.fixture.Model.nullable;
import static dev.plumb.plan.fixture.Model.partAt;
import static dev.plumb.plan.fixture.Model.table;
import static dev.plumb.plan.fixture.Model.view;
import static dev.plumb.plan.fixture.Model.viewAt;

import dev.plumb.plan.CatalogState.Attachment;
import dev.plumb.plan.CatalogState.OutputColumn;
import dev.plumb.schema.Address;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.DomainType.DomainCheck;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.Schema;
import dev.plumb.schema.SchemaObject;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import java.util.List;
import java.util.Optional;

/** Everything that can happen to types that tables with rows use. */
final class TypeScenarios {
    private TypeScenarios() {}

    static List<Scenario> all() {
        return List.of(
                Scenario.of(
                        "enum value added in the middle and at both ends",
                        enums(enumType("status", "b", "d"), enumType("status", "a", "b", "c", "d", "e"))),
                Scenario.of(
                        "enum value added and used as a default",
                        Requests.from(
                                        library(enumType("status", "a"), documents("'a'::library.status")),
                                        library(enumType("status", "a", "b"), documents("'b'::library.status")))
                                .allRows()
                                .dependency(columnAt("documents", "status"), enumAt("status"))),
                Scenario.of("enum value removed, type used everywhere", removedEverywhere()),
                Scenario.of(
                        "enum values reordered, type not used",
                        Requests.from(library(enumType("status", "a", "b")), library(enumType("status", "b", "a")))),
                Scenario.of(
                        "enum dropped with the column that used it changed to text",
                        Requests.from(
                                        library(
                                                enumType("status", "a"),
                                                table("documents", nullable("status", "library.status"))),
                                        library(table("documents", nullable("status", "text"))))
                                .allRows()
                                .liveDependency(columnAt("documents", "status"), enumAt("status"))),
                Scenario.of("domain altered", domains(email(), strictEmail())),
                Scenario.of("base type of a domain changed", domains(email(), domain("email", "integer"))),
                Scenario.of(
                        "attributes of a composite type added and dropped",
                        Requests.from(
                                library(composite("point", attribute("x", "integer"), attribute("z", "integer"))),
                                library(composite("point", attribute("x", "integer"), attribute("y", "integer"))))),
                Scenario.of(
                        "attribute of an unused composite type retyped",
                        Requests.from(
                                library(composite("point", attribute("x", "integer"))),
                                library(composite("point", attribute("x", "bigint"))))),
                Scenario.of("attribute of a used composite type retyped", retypedAttribute()));
    }

    private static Table documents(String defaultValue) {
        return table("documents", defaulted("status", "library.status", defaultValue));
    }

    private static Requests enums(EnumType from, EnumType to) {
        Table user = table("documents", nullable("status", "library.status"));
        return Requests.from(library(from, user), library(to, user))
                .allRows()
                .dependency(columnAt("documents", "status"), enumAt("status"));
    }

    private static Requests removedEverywhere() {
        Index drafts = new Index(
                "drafts_idx",
                "btree",
                false,
                List.of("title"),
                List.of(),
                false,
                StorageParameters.NONE,
                Optional.of("(status = 'draft'::library.status)"),
                true,
                Optional.empty(),
                Declaration.NONE);
        Table documents = table(
                        "documents",
                        nullable("title", "text"),
                        defaulted("status", "library.status", "'draft'::library.status"),
                        nullable("former", "library.status[]"),
                        generated("is_draft", "boolean", "(status = 'draft'::library.status)"))
                .withConstraints(List.of(check("c", "(status <> 'lost'::library.status)")))
                .withIndexes(List.of(drafts, index("status_idx", "status")));
        SchemaObject view = view("drafts", " SELECT title,\n    status\n   FROM library.documents");
        Schema live = library(enumType("status", "draft", "lost", "old"), documents, view);
        Schema desired = library(enumType("status", "draft", "lost"), documents, view);
        List<OutputColumn> output =
                List.of(new OutputColumn("title", "text"), new OutputColumn("status", "library.status"));
        Address status = columnAt("documents", "status");
        return Requests.from(live, desired)
                .allRows()
                .dependency(status, enumAt("status"))
                .dependency(columnAt("documents", "former"), enumAt("status"))
                .dependency(columnAt("documents", "is_draft"), enumAt("status"))
                .dependency(columnAt("documents", "is_draft"), status)
                .dependency(partAt(ObjectKind.CHECK, "documents", "c"), enumAt("status"))
                .dependency(partAt(ObjectKind.CHECK, "documents", "c"), status)
                .dependency(partAt(ObjectKind.INDEX, "documents", "drafts_idx"), enumAt("status"))
                .dependency(partAt(ObjectKind.INDEX, "documents", "drafts_idx"), columnAt("documents", "title"))
                .dependency(partAt(ObjectKind.INDEX, "documents", "status_idx"), status)
                .dependency(viewAt("drafts"), columnAt("documents", "title"))
                .dependency(viewAt("drafts"), status)
                .output(viewAt("drafts"), output, output)
                .attachment(
                        viewAt("drafts"),
                        new Attachment("grant select on table library.drafts to public", Optional.empty()));
    }

    private static DomainType email() {
        return domain("email", "text", new DomainCheck("email_check", "(VALUE ~~ '%@%'::text)", true));
    }

    private static DomainType strictEmail() {
        return new DomainType(
                "email",
                "text",
                Optional.empty(),
                true,
                Optional.of("'a@b'::text"),
                List.of(
                        new DomainCheck("email_check", "(VALUE ~~ '%_@_%'::text)", true),
                        new DomainCheck("email_length", "(length(VALUE) < 100)", true)),
                Optional.of("An address"),
                Declaration.NONE);
    }

    private static Requests domains(DomainType from, DomainType to) {
        Table user = table("users", nullable("email", "library.email"));
        Address domain = Address.of(ObjectKind.DOMAIN, LIBRARY, "email");
        return Requests.from(library(from, user), library(to, user))
                .allRows()
                .dependency(columnAt("users", "email"), domain);
    }

    private static Requests retypedAttribute() {
        Table user = table("places", nullable("at", "library.point"));
        Address point = Address.of(ObjectKind.COMPOSITE, LIBRARY, "point");
        return Requests.from(
                        library(composite("point", attribute("x", "integer")), user),
                        library(composite("point", attribute("x", "bigint")), user))
                .allRows()
                .dependency(columnAt("places", "at"), point);
    }
}
