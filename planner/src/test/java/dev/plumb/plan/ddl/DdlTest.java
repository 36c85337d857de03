package dev.plumb.plan.ddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.schema.Address;
import dev.plumb.schema.Column;
import dev.plumb.schema.ColumnValue;
import dev.plumb.schema.CompositeType;
import dev.plumb.schema.Constraint;
import dev.plumb.schema.Declaration;
import dev.plumb.schema.DirectoryPath;
import dev.plumb.schema.DomainType;
import dev.plumb.schema.EnumType;
import dev.plumb.schema.Index;
import dev.plumb.schema.MaterializedView;
import dev.plumb.schema.ObjectKind;
import dev.plumb.schema.QualifiedName;
import dev.plumb.schema.Sequence;
import dev.plumb.schema.SequenceOptions;
import dev.plumb.schema.StorageParameters;
import dev.plumb.schema.Table;
import dev.plumb.schema.View;
import dev.plumb.schema.sql.NameMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DdlTest {
    private static final DirectoryPath HOSTILE = DirectoryPath.of("My \"Lib\"");
    private static final String TABLE = "order; drop table x --";
    private static final Optional<String> NONE = Optional.empty();
    private static final String QUALIFIED = "\"dev_My \"\"Lib\"\"\".\"order; drop table x --\"";

    private final Ddl ddl =
            new Ddl(new NameMap(Map.of(HOSTILE.schemaName(), "dev_My \"Lib\""), Map.of("My \"Lib\"", Set.of(TABLE))));

    @Test
    void aTableIsCreatedWithEverythingThatNeedsNoOtherTable() {
        Table table = new Table(
                TABLE,
                List.of(
                        column("type", "text", ColumnValue.NONE)
                                .withNotNull(true)
                                .withCollation(Optional.of("\"C\"")),
                        column("Größe", "bigint", new ColumnValue.Identity(true, startAt(5))),
                        column("b", "integer", new ColumnValue.Default("1")),
                        column("c", "integer", new ColumnValue.Generated("b + 1", true))),
                List.of(
                        primaryKey("pk"),
                        new Constraint.CheckConstraint("ck", "b > 0 -- why", true, true, NONE, Declaration.NONE),
                        new Constraint.CheckConstraint("later", "b > 1", false, false, NONE, Declaration.NONE),
                        foreignKey("fk", true)),
                List.of(),
                true,
                new StorageParameters(Map.of("fillfactor", "70", "toast.autovacuum_enabled", "false")),
                NONE,
                Declaration.NONE);

        assertThat(ddl.tables().create(HOSTILE, table)).isEqualTo("create unlogged table " + QUALIFIED + """
                         (
                          type text collate "C" not null,
                          "Größe" bigint generated always as identity (start with 5),
                          b integer default 1,
                          c integer generated always as (b + 1) stored,
                          constraint ck check (b > 0 -- why
                        ) no inherit,
                          constraint pk primary key (type, "Größe") deferrable
                        ) with (fillfactor = 70, toast.autovacuum_enabled = false)""");
    }

    @Test
    void aTableMayHaveNoColumns() {
        Table table =
                new Table("t", List.of(), List.of(), List.of(), false, StorageParameters.NONE, NONE, Declaration.NONE);

        assertThat(ddl.tables().create(HOSTILE, table)).isEqualTo("create table \"dev_My \"\"Lib\"\"\".t ()");
    }

    @Test
    void constraintsSayEverythingThatTheRecordSays() {
        ConstraintDdl constraints = ddl.constraints();
        String alter = "alter table " + QUALIFIED + " ";

        assertThat(constraints.add(HOSTILE, TABLE, foreignKey("fk", false)))
                .isEqualTo(alter + "add constraint fk foreign key (a, \"B\") references " + QUALIFIED
                        + " (c, d) match full on update cascade on delete set null (a) deferrable initially deferred"
                        + " not valid");
        assertThat(constraints.addNotValid(HOSTILE, TABLE, foreignKey("fk", true)))
                .endsWith(" not valid");
        assertThat(constraints.add(
                        HOSTILE,
                        TABLE,
                        new Constraint.UniqueConstraint(
                                "u",
                                List.of("a"),
                                List.of("b"),
                                true,
                                Constraint.Deferral.NOT_DEFERRABLE,
                                new StorageParameters(Map.of("fillfactor", "50")),
                                NONE,
                                Declaration.NONE)))
                .isEqualTo(alter + "add constraint u unique nulls not distinct (a) include (b) with (fillfactor = 50)");
        assertThat(constraints.add(
                        HOSTILE,
                        TABLE,
                        new Constraint.ExclusionConstraint(
                                "e",
                                "gist",
                                List.of(new Constraint.ExclusionConstraint.Element("during", "&&")),
                                List.of(),
                                Optional.of("active"),
                                Constraint.Deferral.NOT_DEFERRABLE,
                                StorageParameters.NONE,
                                NONE,
                                Declaration.NONE)))
                .isEqualTo(alter + "add constraint e exclude using gist (during with &&) where (active)");
        assertThat(constraints.addUsingIndex(HOSTILE, TABLE, primaryKey("pk"), "I"))
                .isEqualTo(alter + "add constraint pk primary key using index \"I\" deferrable");
        assertThat(constraints.setDeferral(HOSTILE, TABLE, foreignKey("fk", true)))
                .isEqualTo(alter + "alter constraint fk deferrable initially deferred");
        assertThat(constraints.validate(HOSTILE, TABLE, "fk")).isEqualTo(alter + "validate constraint fk");
    }

    @Test
    void columnsAreAlteredOnePropertyAtATime() {
        ColumnDdl columns = ddl.columns();
        String alter = "alter table " + QUALIFIED + " alter column \"A b\" ";
        Column column = column("A b", "numeric(10,2)", ColumnValue.NONE);

        assertThat(columns.add(HOSTILE, TABLE, column))
                .isEqualTo("alter table " + QUALIFIED + " add column \"A b\" numeric(10,2)");
        assertThat(columns.setType(HOSTILE, TABLE, column, Optional.of("x::numeric")))
                .isEqualTo(alter + "type numeric(10,2) using x::numeric");
        assertThat(columns.setDefault(HOSTILE, TABLE, "A b", "'it''s'::text"))
                .isEqualTo(alter + "set default 'it''s'::text");
        assertThat(columns.addIdentity(HOSTILE, TABLE, "A b", new ColumnValue.Identity(false, SequenceOptions.DEFAULT)))
                .isEqualTo(alter + "add generated by default as identity");
        assertThat(columns.alterIdentity(
                        HOSTILE,
                        TABLE,
                        "A b",
                        new ColumnValue.Identity(false, startAt(7)),
                        new ColumnValue.Identity(true, SequenceOptions.DEFAULT)))
                .isEqualTo(alter + "set generated always set start with 1");
        assertThat(columns.setExpression(HOSTILE, TABLE, "A b", "1 + 1"))
                .isEqualTo(alter + "set expression as (1 + 1)");
    }

    @Test
    void sequencesGoBackToTheirDefaultsByName() {
        SequenceOptions descending = new SequenceOptions(
                Optional.of(-3L), Optional.of(-1L), Optional.of(-9L), Optional.of(-2L), Optional.of(5L), true);
        Sequence from = new Sequence("s", "bigint", descending, Optional.empty(), NONE, Declaration.NONE);
        Sequence to = new Sequence(
                "s",
                "integer",
                SequenceOptions.DEFAULT,
                Optional.of(new Sequence.OwnedBy(TABLE, "id")),
                NONE,
                Declaration.NONE);

        assertThat(ddl.sequences().create(HOSTILE, from))
                .isEqualTo("create sequence \"dev_My \"\"Lib\"\"\".s as bigint increment by -1 minvalue -9 maxvalue -2"
                        + " start with -3 cache 5 cycle");
        assertThat(ddl.sequences().alter(HOSTILE, from, to))
                .isEqualTo("alter sequence \"dev_My \"\"Lib\"\"\".s as integer increment by 1 no minvalue no maxvalue"
                        + " start with 1 cache 1 no cycle");
        assertThat(ddl.sequences().ownedBy(HOSTILE, to))
                .isEqualTo("alter sequence \"dev_My \"\"Lib\"\"\".s owned by " + QUALIFIED + ".id");
        assertThat(ddl.sequences().ownedBy(HOSTILE, from)).endsWith(" owned by none");
        assertThatThrownBy(() -> ddl.sequences().alter(HOSTILE, to, to)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void typesCarryTheirLiteralsQuoted() {
        EnumType mood = new EnumType("mood", List.of("it's", "b\\c", "${x}"), NONE, Declaration.NONE);
        DomainType domain = new DomainType(
                "d",
                "text",
                Optional.of("\"C\""),
                true,
                Optional.of("'x'::text"),
                List.of(
                        new DomainType.DomainCheck("ok", "value <> ''", true),
                        new DomainType.DomainCheck("later", "value <> 'y'", false)),
                NONE,
                Declaration.NONE);
        CompositeType pair = new CompositeType(
                "pair",
                List.of(
                        new CompositeType.Attribute("A", "integer", NONE, List.of()),
                        new CompositeType.Attribute("b", "text", Optional.of("\"C\""), List.of())),
                NONE,
                Declaration.NONE);

        assertThat(ddl.enums().create(HOSTILE, mood))
                .isEqualTo("create type \"dev_My \"\"Lib\"\"\".mood as enum ('it''s', E'b\\\\c', '${x}')");
        assertThat(ddl.enums().addValueAfter(HOSTILE, "mood", "new", "it's"))
                .isEqualTo("alter type \"dev_My \"\"Lib\"\"\".mood add value 'new' after 'it''s'");
        assertThat(ddl.domains().create(HOSTILE, domain)).isEqualTo("""
                        create domain "dev_My ""Lib""\".d as text collate "C" default 'x'::text not null
                          constraint ok check (value <> '')""");
        assertThat(ddl.domains().addCheck(HOSTILE, "d", domain.checks().get(0))).endsWith(" not valid");
        assertThat(ddl.composites().create(HOSTILE, pair))
                .isEqualTo("create type \"dev_My \"\"Lib\"\"\".pair as (\"A\" integer, b text collate \"C\")");
    }

    @Test
    void indexesSayEverythingThatTheRecordSays() {
        Index index = new Index(
                "I",
                "btree",
                true,
                List.of("lower(title) text_pattern_ops", "\"B\" DESC NULLS LAST"),
                List.of("c"),
                true,
                new StorageParameters(Map.of("fillfactor", "80")),
                Optional.of("(b > 0)"),
                true,
                NONE,
                Declaration.NONE);

        assertThat(ddl.indexes().createConcurrently(HOSTILE, TABLE, index))
                .isEqualTo("create unique index concurrently \"I\" on " + QUALIFIED
                        + " using btree (lower(title) text_pattern_ops, \"B\" DESC NULLS LAST) include (c)"
                        + " nulls not distinct with (fillfactor = 80) where (b > 0)");
        assertThat(ddl.indexes().create(HOSTILE, TABLE, index)).startsWith("create unique index \"I\" on ");
    }

    @Test
    void viewsKeepTheirOptionsAndColumns() {
        View view = new View(
                "v",
                List.of("A", "b"),
                "select 1, 2",
                new StorageParameters(Map.of("check_option", "local", "security_barrier", "true")),
                NONE,
                Declaration.NONE);
        MaterializedView stored = new MaterializedView(
                "m", List.of(), "select 1 as x", List.of(), StorageParameters.NONE, NONE, Declaration.NONE);

        assertThat(ddl.views().replace(HOSTILE, view)).isEqualTo("""
                        create or replace view "dev_My ""Lib""\".v ("A", b) with (check_option = 'local', security_barrier = true) as
                        select 1, 2""");
        assertThat(ddl.materializedViews().createEmpty(HOSTILE, stored)).isEqualTo("""
                        create materialized view "dev_My ""Lib""\".m as
                        select 1 as x
                        with no data""");
    }

    @Test
    void whatAllKindsHaveInCommonIsToldFromTheAddress() {
        Address table = Address.of(ObjectKind.TABLE, HOSTILE, TABLE);
        ObjectDdl objects = ddl.objects();

        assertThat(objects.drop(table)).isEqualTo("drop table " + QUALIFIED);
        assertThat(objects.drop(table.child(ObjectKind.COLUMN, "A b")))
                .isEqualTo("alter table " + QUALIFIED + " drop column \"A b\"");
        assertThat(objects.drop(table.child(ObjectKind.INDEX, "I")))
                .isEqualTo("drop index \"dev_My \"\"Lib\"\"\".\"I\"");
        assertThat(objects.rename(table.child(ObjectKind.CHECK, "c"), "D"))
                .isEqualTo("alter table " + QUALIFIED + " rename constraint c to \"D\"");
        assertThat(objects.rename(Address.of(ObjectKind.MATERIALIZED_VIEW, HOSTILE, "m"), "n"))
                .isEqualTo("alter materialized view \"dev_My \"\"Lib\"\"\".m rename to n");
        assertThat(objects.renameDirectory(DirectoryPath.of("old"), HOSTILE))
                .isEqualTo("alter schema old rename to \"dev_My \"\"Lib\"\"\"");
        assertThat(objects.move(Address.of(ObjectKind.DOMAIN, HOSTILE, "d"), DirectoryPath.of("other")))
                .isEqualTo("alter domain \"dev_My \"\"Lib\"\"\".d set schema other");
        assertThat(objects.comment(table.child(ObjectKind.UNIQUE, "u"), Optional.of("it's")))
                .isEqualTo("comment on constraint u on " + QUALIFIED + " is 'it''s'");
        assertThat(objects.comment(Address.of(HOSTILE), Optional.empty()))
                .isEqualTo("comment on schema \"dev_My \"\"Lib\"\"\" is null");
        assertThatThrownBy(() -> objects.drop(Address.of(ObjectKind.OTHER, HOSTILE, "f")))
                .hasMessageContaining("does not cover");
    }

    private static Column column(String name, String type, ColumnValue value) {
        return new Column(name, type, false, NONE, value, NONE, Declaration.NONE);
    }

    private static SequenceOptions startAt(long start) {
        return new SequenceOptions(
                Optional.of(start), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    private static Constraint.PrimaryKey primaryKey(String name) {
        return new Constraint.PrimaryKey(
                name,
                List.of("type", "Größe"),
                List.of(),
                Constraint.Deferral.INITIALLY_IMMEDIATE,
                StorageParameters.NONE,
                NONE,
                Declaration.NONE);
    }

    private static Constraint.ForeignKey foreignKey(String name, boolean validated) {
        return new Constraint.ForeignKey(
                name,
                List.of("a", "B"),
                new QualifiedName(HOSTILE.schemaName(), TABLE),
                List.of("c", "d"),
                Constraint.Match.FULL,
                new Constraint.ReferentialAction(Constraint.ReferentialAction.Kind.CASCADE, List.of()),
                new Constraint.ReferentialAction(Constraint.ReferentialAction.Kind.SET_NULL, List.of("a")),
                Constraint.Deferral.INITIALLY_DEFERRED,
                validated,
                NONE,
                Declaration.NONE);
    }
}
