package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogFingerprintTest {
    private static final String OBJECTS = """
            create type status as enum ('draft', 'published');
            create domain title as text constraint short check (length(value) < 9);
            create type pair as (a int);
            create sequence numbers;
            create table t (id int primary key, b text default 'x', s status, constraint c check (id > 0));
            create index i on t (b);
            create view v as select id from t;
            create materialized view m as select id from t;
            create unique index mi on m (id);
            create function f() returns int language sql as 'select 1';
            create function touch() returns trigger language plpgsql as 'begin return new; end';
            create trigger tr before insert on t for each row execute function touch();
            insert into t select n, 'x', 'draft' from generate_series(1, 100) n;
            """;

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void everyChangeOfTheSchemaMovesIt(int major) {
        Library library = Library.on(major, OBJECTS);
        String before = library.fingerprint();
        assertThat(library.fingerprint()).isEqualTo(before);

        for (String change : """
                create table u (id int)
                alter table t set (toast.autovacuum_enabled = off)
                alter table t add column n int
                alter table t rename column n to o
                alter table t drop column o
                alter table t alter column b set default 'y'
                alter table t alter column b type varchar(9)
                alter table t alter column b set not null
                alter table t drop constraint c
                alter table t add constraint c check (id > 1) not valid
                alter table t set (fillfactor = 50)
                alter table t set unlogged
                alter table t enable row level security
                alter table t replica identity full
                alter index i rename to j
                alter index j set (fillfactor = 50)
                create index k on t (id)
                drop index k
                alter type status add value 'gone'
                alter type status rename value 'gone' to 'away'
                alter type pair add attribute b int
                alter domain title set default 'x'
                alter domain title drop constraint short
                alter sequence numbers increment 2
                alter sequence numbers owned by t.id
                comment on table t is 'x'
                comment on column t.id is 'x'
                comment on view v is 'x'
                comment on index j is 'x'
                comment on constraint c on t is 'x'
                comment on type status is 'x'
                comment on schema dev_library is 'x'
                comment on trigger tr on t is 'x'
                create or replace view v as select id, b from t
                alter view v set (security_barrier)
                alter view v alter column id set default 1
                grant select on v to public
                grant select (id) on v to public
                alter default privileges in schema dev_library grant select on tables to public
                create or replace function f() returns int language sql as 'select 2'
                alter table t disable trigger tr
                create policy p on t using (true)
                create rule r as on delete to t do instead nothing
                create statistics st on id, b from t
                create type span as range (subtype = int)
                create table child () inherits (t)
                create extension citext schema dev_library
                drop view v
                drop schema dev_library__raw
                """.split("\n")) {
            library.execute(change);
            String after = library.fingerprint();
            assertThat(after).as(change).isNotEqualTo(before);
            before = after;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void rowsStatisticsAndOtherSchemasDoNotMoveIt(int major) {
        Library library = Library.on(major, OBJECTS);
        assertThat(library.attempt("vacuum analyze t")).isEmpty();
        String before = library.fingerprint();

        for (String harmless : """
                insert into t select n, 'x', 'draft' from generate_series(1000, 9000) n
                update t set b = 'z'
                delete from t where id > 5000
                select nextval('numbers')
                analyze
                vacuum t
                vacuum freeze t
                refresh materialized view m
                refresh materialized view concurrently m
                truncate t
                reindex table t
                create table reports.u (id int)
                create table public.u (id int)
                comment on table reports.u is 'x'
                create temp table x (id int)
                """.split("\n")) {
            assertThat(library.attempt(harmless)).isEmpty();
            assertThat(library.fingerprint()).as(harmless).isEqualTo(before);
        }
    }

    @Test
    void itIsOneQueryThatFitsIntoABiggerOne() throws SQLException {
        Library library = Library.onLatest(OBJECTS);
        try (Connection connection = library.database().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1, ("
                        + CatalogFingerprint.query("array(select unnest('{dev_library,dev_library__raw}'::text[]))")
                        + ")")) {
            rows.next();
            assertThat(rows.getString(2)).isEqualTo(library.fingerprint());
        }
    }
}
