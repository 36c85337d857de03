package dev.plumb.dsl;

import dev.plumb.schema.Constraint.ReferentialAction.Kind;
import dev.plumb.schema.IfExists;

/** A schema in Java that uses everything the DSL has; {@link EveryFeatureRecords} is the same in records. */
final class EveryFeature implements SchemaDefinition {
    @Override
    public void define(SchemaBuilder schema) {
        schema.directory("accounts").table("users", t -> t.column("id", "bigserial primary key"));
        DirectoryBuilder library = schema.directory("library/raw")
                .comment("Documents")
                .renamedFrom("old/raw")
                .ifExists(IfExists.IGNORE)
                .preventDestroy();
        types(library);
        library.table("documents", this::documents);
        library.table("events", EveryFeature::events);
        views(library);
    }

    private static void events(TableBuilder t) {
        t.column("at", "date not null")
                .column("region", "text")
                .partitionByRange("at", "lower(region)")
                .partition("events_old", p -> p.from("minvalue", "minvalue")
                        .to("'2026-01-01'", "'a'")
                        .with("fillfactor", "100")
                        .unlogged()
                        .check(c -> c.named("old").condition("at is not null"))
                        .index(i -> i.named("events_old_at").on("at"))
                        .preventDestroy())
                .partition("events_2026", p -> p.from("'2026-01-01'", "'a'")
                        .to("maxvalue", "maxvalue")
                        .partitionByList("region")
                        .partition("events_eu", e -> e.in("'eu'", "null").comment("Europe"))
                        .partition("events_other", e -> e.asDefault()
                                .partitionByHash("at")
                                .partition("events_other_0", h -> h.hash(2, 0))));
    }

    private static void types(DirectoryBuilder library) {
        library.enumType("status", "draft", "published")
                .enumType("mood", e -> e.values("good").comment("A mood").renamedFrom("moods"))
                .domain("title", d -> d.type("text")
                        .collation("\"C\"")
                        .notNull()
                        .defaultsTo("''")
                        .check("value <> ''")
                        .check("title_short", "length(value) < 9")
                        .comment("A title"))
                .composite("pair", c -> c.attribute("x", "int")
                        .attribute("y", a -> a.type("text").collation("\"C\"").renamedFrom("z"))
                        .preventDestroy())
                .sequence("plain")
                .sequence("seq", s -> s.type("integer")
                        .options(o ->
                                o.start(10).increment(2).min(5).max(99).cache(3).cycle())
                        .ownedBy("documents", "id")
                        .comment("A sequence"));
    }

    private void documents(TableBuilder t) {
        t.comment("One row per document")
                .renamedFrom("papers", "docs")
                .ifExists(IfExists.REPLACE)
                .unlogged()
                .with("fillfactor", "70")
                .column("id", c -> c.type("bigint").identityAlways().comment("The key"))
                .column(
                        "no",
                        c -> c.type("int").identityByDefault(o -> o.start(7)).primaryKey())
                .column("title", "text not null default 'x' unique")
                .column("owner", c -> c.type("bigint")
                        .notNull()
                        .references("accounts.users", "id")
                        .check("owner > 0"))
                .column("size", c -> c.type("int")
                        .defaultsTo("0")
                        .unique()
                        .renamedFrom("bytes")
                        .preventDestroy())
                .column("low", c -> c.type("text").collation("\"C\"").generatedStored("lower(title)"))
                .column("up", c -> c.type("text").generatedVirtual("upper(title)"))
                .unique("documents_low_key", "low", "size")
                .unique(k -> k.columns("up")
                        .include("low")
                        .nullsNotDistinct()
                        .deferrable()
                        .with("fillfactor", "80"))
                .check("sized", "size > 1")
                .check(c -> c.named("odd")
                        .condition("size % 2 = 1")
                        .noInherit()
                        .notValid()
                        .comment("Odd"))
                .foreignKey(k -> k.columns("owner")
                        .references("accounts.users")
                        .matchFull()
                        .onUpdate(Kind.CASCADE)
                        .onDelete(Kind.SET_NULL, "owner")
                        .initiallyDeferred()
                        .notValid()
                        .renamedFrom("old_fk"))
                .exclude(e -> e.named("apart")
                        .using("spgist")
                        .element("size", "=")
                        .element("(id + 1)", "<>")
                        .include("low")
                        .where("size > 0")
                        .with("fillfactor", "60"))
                .index("documents_title_idx", "title desc nulls last", "lower(title)")
                .index(i -> i.on("size", "lower(low)")
                        .using("gist")
                        .unique()
                        .include("up")
                        .nullsNotDistinct()
                        .where("size > 3")
                        .with("fillfactor", "50")
                        .ifExists(IfExists.ERROR)
                        .comment("An index"));
    }

    private static void views(DirectoryBuilder library) {
        library.view("titles", "select title from documents")
                .view("others", v -> v.query("select 1")
                        .columns("one")
                        .option("security_invoker", "true")
                        .comment("Others"))
                .materializedView("totals", m -> m.query("select 1 as n")
                        .columns("n")
                        .index("totals_n", "n")
                        .index(i -> i.on("n").unique())
                        .with("fillfactor", "90")
                        .preventDestroy());
    }
}
