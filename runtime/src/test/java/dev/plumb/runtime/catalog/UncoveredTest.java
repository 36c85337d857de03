package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.CatalogState;
import dev.plumb.schema.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncoveredTest {
    private static final String EVERYTHING = """
            create table t (a int, b text, c text storage_here, d int);
            create table parent (a int);
            create table child () inherits (parent);
            create schema elsewhere;
            create table elsewhere.parted (a int) partition by list (a);
            create table part partition of elsewhere.parted for values in (1);
            create type row_type as (a int);
            create table typed of row_type;
            create foreign data wrapper fdw;
            create server srv foreign data wrapper fdw;
            create foreign table far (a int) server srv;
            create function f(int, row_type) returns int language sql as 'select 1';
            create procedure p() language sql as 'select 1';
            create aggregate total(int) (sfunc = int4pl, stype = int);
            create function touch() returns trigger language plpgsql as 'begin return new; end';
            create trigger tr before insert on t for each row execute function touch();
            create constraint trigger ctr after insert on t for each row execute function touch();
            create rule ru as on delete to t do instead nothing;
            create policy pol on t using (true);
            alter table t enable row level security, replica identity full, alter column c set storage external,
                alter column b set compression pglz, alter column a set statistics 5, alter column d set (n_distinct = 3);
            alter table parent force row level security;
            create index t_a on t (a);
            alter table t cluster on t_a;
            create type span as range (subtype = int);
            create type shell;
            create collation german (provider = icu, locale = 'de');
            create function plus(int, int) returns int language sql as 'select $1 + $2';
            create operator <+> (leftarg = int, rightarg = int, function = plus);
            create operator family fam using btree;
            create operator class ops for type int using hash as operator 1 =, function 1 hashint4(int);
            create statistics st on a, d from t;
            create text search configuration conf (copy = simple);
            create text search dictionary dict (template = simple);
            create view v as select a from t;
            alter view v alter column a set default 1;
            create publication pub for table t;
            create conversion con for 'LATIN1' to 'UTF8' from iso8859_1_to_utf8;
            """.replace(" storage_here", "");

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyObjectThatTheModelDoesNotKnowIsNamed(int major) {
        CatalogState state = Library.on(major, EVERYTHING).read();

        assertThat(state.uncovered())
                .extracting(u -> u.kind() + " " + u.address())
                .containsExactlyInAnyOrder(
                        "inherited table library/child",
                        "partition library/part",
                        "typed table library/typed",
                        "foreign table library/far",
                        "function library/\"f(integer, library.row_type)\"",
                        "procedure library/p()",
                        "aggregate library/total(integer)",
                        "function library/touch()",
                        "function library/\"plus(integer, integer)\"",
                        "trigger library/t.tr",
                        "constraint trigger library/t.ctr",
                        "rule library/t.ru",
                        "policy library/t.pol",
                        "row level security library/t",
                        "forced row level security library/parent",
                        "replica identity library/t",
                        "column storage library/t.c",
                        "column compression library/t.b",
                        "column statistics target library/t.a",
                        "column options library/t.d",
                        "cluster mark library/t.t_a",
                        "range type library/span",
                        "shell type library/shell",
                        "collation library/german",
                        "operator library/\"<+>(integer, integer)\"",
                        "operator family library/fam",
                        "operator family library/ops",
                        "operator class library/ops",
                        "statistics object library/st",
                        "text search configuration library/conf",
                        "text search dictionary library/dict",
                        "view column default library/v.a",
                        "publication library/t.pub",
                        "conversion library/con");
        assertThat(state.schema().directory(Library.PATH).orElseThrow().objects(Table.class))
                .extracting(Table::name)
                .containsExactly("parent", "t");
    }

    @Test
    void whatBelongsToAnExtensionIsNeitherModelledNorListedOneByOne() {
        CatalogState state =
                Library.onLatest("create extension citext schema dev_library").read();

        assertThat(state.uncovered())
                .extracting(u -> u.kind() + " " + u.address())
                .containsExactly("extension library/citext");
        assertThat(state.schema().directory(Library.PATH).orElseThrow().objects())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aCommentThatTheModelHasNoPlaceForIsNamed(int major) {
        CatalogState state = Library.on(major, """
                        create table t (id int primary key, note text unique);
                        create domain code as text constraint code_length check (length(value) = 2);
                        create type point as (x int, y int);
                        comment on index t_pkey is 'a';
                        comment on constraint t_note_key on t is 'modelled';
                        comment on constraint code_length on domain code is 'b';
                        comment on column point.y is 'c';
                        """).read();

        assertThat(state.uncovered())
                .extracting(u -> u.kind() + " " + u.address())
                .containsExactlyInAnyOrder(
                        "index comment library/t.t_pkey",
                        "domain constraint comment library/code.code_length",
                        "attribute comment library/point.y");
    }

    @Test
    void constraintsMakeNothingUncovered() {
        CatalogState state = Library.onLatest("""
                        create table a (id int primary key, x int generated always as identity, check (id > 0));
                        create table b (a_id int not null references a, s serial, exclude using btree (a_id with =));
                        """).read();

        assertThat(state.uncovered()).isEmpty();
    }
}
