package dev.plumb.runtime.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.Dependency;
import dev.plumb.schema.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependenciesTest {
    @ParameterizedTest
    @ValueSource(ints = {14, 15, 16, 17, 18})
    void edgesGoFromPartToPart(int major) {
        Library library = Library.on(major, """
                create type status as enum ('draft');
                create domain title as text;
                create type pair as (s status);
                create sequence numbers;
                create function f(int) returns int immutable language sql as 'select 1';
                create table o (id int primary key, x int unique);
                create table t (id int default nextval('numbers'), o_id int references o, s status default 'draft',
                    titles title[], p pair, n int default f(1), g int generated always as (o_id + 1) stored, x int,
                    serial serial, i int generated always as identity,
                    constraint positive check (f(id) > 0), constraint key primary key (id));
                create index idx on t (f(x)) where s = 'draft';
                create view v as select id, s from t where f(o_id) > 0;
                create view w as select id from v;
                create materialized view m as select id from o group by id, x;
                create view by_key as select id, x from o group by id;
                """);

        assertThat(edges(library))
                .containsExactlyInAnyOrder(
                        "check constraint library/t.positive -> column library/t.id",
                        "check constraint library/t.positive -> object library/f(integer)",
                        "column library/pair.s -> enum library/status",
                        "column library/t.g -> column library/t.o_id",
                        "column library/t.id -> sequence library/numbers",
                        "column library/t.n -> object library/f(integer)",
                        "column library/t.p -> composite type library/pair",
                        "column library/t.s -> enum library/status",
                        "column library/t.serial -> sequence library/t_serial_seq",
                        "column library/t.titles -> domain library/title",
                        "foreign key library/t.t_o_id_fkey -> column library/o.id",
                        "foreign key library/t.t_o_id_fkey -> column library/t.o_id",
                        "foreign key library/t.t_o_id_fkey -> primary key library/o.o_pkey",
                        "index library/t.idx -> column library/t.s",
                        "index library/t.idx -> column library/t.x",
                        "index library/t.idx -> enum library/status",
                        "index library/t.idx -> object library/f(integer)",
                        "index library/t.idx -> table library/t",
                        "materialized view library/m -> column library/o.id",
                        "materialized view library/m -> column library/o.x",
                        "primary key library/o.o_pkey -> column library/o.id",
                        "primary key library/t.key -> column library/t.id",
                        "unique constraint library/o.o_x_key -> column library/o.x",
                        "view library/by_key -> column library/o.id",
                        "view library/by_key -> column library/o.x",
                        "view library/by_key -> primary key library/o.o_pkey",
                        "view library/v -> column library/t.id",
                        "view library/v -> column library/t.o_id",
                        "view library/v -> column library/t.s",
                        "view library/v -> enum library/status",
                        "view library/v -> object library/f(integer)",
                        "view library/w -> column library/v.id");
    }

    @Test
    void edgesFromAndToWhatIsOutsideOrUncoveredAreThereToo() {
        Library library = Library.onLatest("""
                create table t (id int primary key, "Name" text, s int, k text);
                create view reports.summary as select "Name" from t;
                create materialized view reports.copy as select id from t;
                create table reports.log (id int references t);
                create table reports.codes (code text primary key);
                alter table t add foreign key (k) references reports.codes;
                create function touch() returns trigger language plpgsql as 'begin return new; end';
                create trigger tr before update of s on t for each row when (new.id > 0) execute function touch();
                create policy pol on t using (s > 0);
                create statistics st on id, s from t;
                create publication pub for table t (id, s);
                create function reports.names() returns setof text language sql begin atomic select "Name" from t; end;
                """);

        assertThat(edges(library))
                .contains(
                        "object reports/summary -> column library/t.Name",
                        "object reports/copy -> column library/t.id",
                        "object reports/log.log_id_fkey -> column library/t.id",
                        "object reports/log.log_id_fkey -> primary key library/t.t_pkey",
                        "foreign key library/t.t_k_fkey -> object reports/codes.code",
                        "foreign key library/t.t_k_fkey -> object reports/codes.codes_pkey",
                        "object library/t.tr -> column library/t.id",
                        "object library/t.tr -> column library/t.s",
                        "object library/t.tr -> object library/touch()",
                        "object library/t.pol -> column library/t.s",
                        "object library/st -> column library/t.s",
                        "object reports/names() -> column library/t.Name")
                .anySatisfy(edge -> assertThat(edge).contains("pub").endsWith("-> column library/t.s"));
    }

    @Test
    void whatAnExtensionBroughtIsSomethingOutside() {
        Library library = Library.onLatest("create extension citext schema public; create table t (a public.citext)");

        assertThat(edges(library)).containsExactly("column library/t.a -> object public/citext");
    }

    private static List<String> edges(Library library) {
        return library.read().dependencies().stream()
                .map(DependenciesTest::text)
                .sorted()
                .toList();
    }

    private static String text(Dependency dependency) {
        return text(dependency.dependent()) + " -> " + text(dependency.referenced());
    }

    private static String text(Address address) {
        return address.kind().label() + " " + address;
    }
}
