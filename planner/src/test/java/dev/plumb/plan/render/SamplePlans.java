package dev.plumb.plan.render;

import dev.plumb.plan.Action;
import dev.plumb.plan.Blocker;
import dev.plumb.plan.Change;
import dev.plumb.plan.Hazard;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Reason;
import dev.plumb.plan.Safety;
import dev.plumb.plan.Step;
import dev.plumb.plan.UncoveredObject;
import dev.plumb.schema.Address;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.ObjectKind;
import dev.plumb.source.SourceLocation;
import java.util.List;
import java.util.Optional;

/** Plans made by hand that together hold everything a plan can hold. */
public final class SamplePlans {
    static final DirectoryPath LIBRARY = DirectoryPath.of("library");
    static final DirectoryPath RAW = DirectoryPath.of("library", "raw");
    static final Address DOCUMENTS = Address.of(ObjectKind.TABLE, LIBRARY, "documents");
    static final Address PAGES = Address.of(ObjectKind.TABLE, RAW, "pages");

    private SamplePlans() {}

    public static Plan empty() {
        return new Plan("dev", List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public static Plan adoption() {
        return new Plan(
                "dev",
                List.of(change(DOCUMENTS, Action.ADOPT, Reason.NOT_YET_MANAGED, Safety.SAFE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Every action, both classes, every kind of step. */
    public static Plan everything() {
        Address title = DOCUMENTS.child(ObjectKind.COLUMN, "title");
        Address legacy = DOCUMENTS.child(ObjectKind.COLUMN, "legacy code");
        Address index = DOCUMENTS.child(ObjectKind.INDEX, "documents_title_idx");
        Address view = Address.of(ObjectKind.VIEW, LIBRARY, "recent_documents");
        Address totals = Address.of(ObjectKind.MATERIALIZED_VIEW, LIBRARY, "owner_totals");
        return new Plan(
                "prod",
                List.of(
                        new Change(
                                title,
                                Action.ALTER,
                                Reason.DEFINITION_DIFFERS,
                                Safety.SAFE,
                                List.of("type: integer -> bigint", "null: allowed -> not allowed"),
                                List.of(rewrite(), nulls()),
                                Optional.empty(),
                                Optional.of(new SourceLocation("schema/library.yaml", 7, 7))),
                        new Change(
                                legacy,
                                Action.DROP,
                                Reason.NO_LONGER_DECLARED,
                                Safety.DESTRUCTIVE,
                                List.of(),
                                List.of(new Hazard(
                                        Hazard.Kind.DATA_LOSS,
                                        "the values of about 1,200 rows go",
                                        "copy them first, or keep the column declared",
                                        Optional.empty())),
                                Optional.empty(),
                                Optional.empty()),
                        change(index, Action.CREATE, Reason.DECLARED_NOT_PRESENT, Safety.SAFE),
                        change(totals, Action.REPLACE, Reason.CANNOT_ALTER, Safety.DESTRUCTIVE),
                        change(view, Action.RECREATE, Reason.DEPENDS_ON_CHANGED, Safety.SAFE),
                        new Change(
                                PAGES,
                                Action.RENAME,
                                Reason.RENAMED,
                                Safety.SAFE,
                                List.of(),
                                List.of(),
                                Optional.of(Address.of(ObjectKind.TABLE, RAW, "sheets")),
                                Optional.of(new SourceLocation("schema/raw.yaml", 3, 3))),
                        change(
                                PAGES.child(ObjectKind.PRIMARY_KEY, "pages_pkey"),
                                Action.ADOPT,
                                Reason.NOT_YET_MANAGED,
                                Safety.SAFE)),
                List.of(
                        step(
                                1,
                                1,
                                Step.Mode.TRANSACTIONAL,
                                "alter table prod_library__raw.sheets rename to pages",
                                PAGES),
                        step(2, 1, Step.Mode.TRANSACTIONAL, "drop view prod_library.recent_documents", view),
                        step(
                                3,
                                2,
                                Step.Mode.TRANSACTIONAL,
                                "alter table prod_library.documents\n    alter column title type bigint",
                                title,
                                legacy),
                        step(
                                4,
                                3,
                                Step.Mode.ALONE,
                                "create index concurrently documents_title_idx on prod_library.documents (title)",
                                index),
                        step(
                                5,
                                4,
                                Step.Mode.TRANSACTIONAL,
                                "create view prod_library.recent_documents as select 1",
                                view)),
                List.of(),
                List.of(Address.of(ObjectKind.TABLE, LIBRARY, "scratch")),
                List.of(new UncoveredObject(Address.of(ObjectKind.OTHER, LIBRARY, "touch()"), "function")),
                List.of(
                        "library/documents.legacy code is dropped and library/documents.code is new: if that is a rename, say renamed_from"));
    }

    public static Plan blocked() {
        return new Plan(
                "prod",
                List.of(change(DOCUMENTS, Action.DROP, Reason.NO_LONGER_DECLARED, Safety.DESTRUCTIVE)),
                List.of(),
                List.of(new Blocker(
                        DOCUMENTS,
                        "view report.v_notes reads it, and Plumb does not manage that view",
                        "drop or change report.v_notes yourself, then plan again",
                        Optional.of(new SourceLocation("schema/library.yaml", 12, 1)))),
                List.of(),
                List.of(),
                List.of());
    }

    /** Names that would steer a terminal or leave a SQL comment. */
    public static Plan hostile() {
        Address table = Address.of(ObjectKind.TABLE, LIBRARY, "x\n; drop table t; --\u001b[2J");
        return new Plan(
                "dev",
                List.of(change(table, Action.DROP, Reason.NO_LONGER_DECLARED, Safety.DESTRUCTIVE)),
                List.of(step(
                        1,
                        1,
                        Step.Mode.TRANSACTIONAL,
                        "drop table dev_library.\"x\n; drop table t; --\u001b[2J\"",
                        table)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Hazard rewrite() {
        return new Hazard(
                Hazard.Kind.TABLE_REWRITE,
                "all rows are written anew, readers and writers wait",
                "apply when the table is quiet",
                Optional.empty());
    }

    private static Hazard nulls() {
        return new Hazard(
                Hazard.Kind.MAY_FAIL_ON_ROWS,
                "rows without a title make it fail",
                "give them one first",
                Optional.of("select count(*) from prod_library.documents where title is null"));
    }

    private static Change change(Address address, Action action, Reason reason, Safety safety) {
        return new Change(address, action, reason, safety, List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    private static Step step(int ordinal, int transaction, Step.Mode mode, String sql, Address... addresses) {
        return new Step(ordinal, List.of(addresses), sql, transaction, mode, Optional.empty(), List.of());
    }
}
