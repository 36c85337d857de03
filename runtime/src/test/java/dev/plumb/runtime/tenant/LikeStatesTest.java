package dev.plumb.runtime.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.schema.DirectoryPath;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which namespaces are alike; {@code a_}, {@code bb_} and {@code c_} begin as the same. */
class LikeStatesTest {
    private static final String SCHEMAS = """
            create schema %1$s_shop;
            create schema %1$s_shop__raw;
            create type %1$s_shop.status as enum ('new', 'paid');
            create table %1$s_shop.customers (id bigint generated always as identity primary key, name text not null);
            create table %1$s_shop.orders (
              id bigint primary key, customer bigint references %1$s_shop.customers, note text, total numeric,
              status %1$s_shop.status default 'new'::%1$s_shop.status, check (total > 0));
            create index orders_note_idx on %1$s_shop.orders (lower(note)) where note is not null;
            create view %1$s_shop__raw.named as
              select o.id, c.name from %1$s_shop.orders o join %1$s_shop.customers c on c.id = o.customer;
            """;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    LikeStatesTest() {
        for (String tenant : List.of("a", "bb", "c")) {
            database.execute(SCHEMAS.formatted(tenant));
        }
    }

    private static Map<DirectoryPath, String> schemas(String tenant) {
        return Map.of(
                DirectoryPath.of("shop"), tenant + "_shop", DirectoryPath.of("shop", "raw"), tenant + "_shop__raw");
    }

    private List<String> digests() throws SQLException {
        try (Connection connection = database.connect()) {
            return LikeStates.digests(connection, List.of(schemas("a"), schemas("bb"), schemas("c")));
        }
    }

    @Test
    void namespacesAreAlikeWhateverTheyAreCalled() throws SQLException {
        assertThat(digests()).hasSize(3).containsOnly(digests().get(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table bb_shop.orders alter column note set not null",
                "alter table bb_shop.orders add column more text",
                "alter table bb_shop.orders alter column status set default 'paid'",
                "alter table bb_shop.orders rename constraint orders_total_check to total_positive",
                "alter table bb_shop.orders drop constraint orders_customer_fkey",
                "drop index bb_shop.orders_note_idx",
                "comment on table bb_shop.orders is 'Theirs'",
                "create table bb_shop__raw.more (id bigint)",
                "create function bb_shop.f() returns int language sql return 1",
                "alter type bb_shop.status add value 'gone'",
                "create or replace view bb_shop__raw.named as select o.id, c.name from bb_shop.orders o"
                        + " join bb_shop.customers c on c.id = o.customer where o.total > 1",
                "grant select on bb_shop__raw.named to public",
                "create view public.outside as select id from bb_shop.orders",
                "create view public.outside as select a.id from bb_shop.orders a join a_shop.customers b on b.id = a.id",
                "insert into bb_shop.customers (name) values ('ann')",
                "drop schema bb_shop__raw cascade"
            })
    void whateverIsDifferentMakesADifference(String edit) throws SQLException {
        database.execute(edit);
        List<String> digests = digests();
        assertThat(digests.get(1)).isNotEqualTo(digests.get(2));
    }

    @Test
    void howManyRowsThereAreMakesNone() throws SQLException {
        database.execute("insert into a_shop.customers (name) select 'a' from generate_series(1, 1000)");
        database.execute("insert into bb_shop.customers (name) values ('b')");
        database.execute("insert into c_shop.customers (name) values ('c')");
        database.execute("analyze");
        assertThat(digests()).containsOnly(digests().get(0));
    }
}
