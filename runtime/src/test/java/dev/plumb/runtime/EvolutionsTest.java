package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.runtime.failure.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes that meet each other in one plan, on tables with rows. */
class EvolutionsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void newValuesOfAnEnumAreCommittedBeforeWhateverUsesThemEvenInPlaceOfAnother(int major) {
        LiveProject project = LiveProject.on(major, root).declare("""
                dir: shop
                types: {state: {enum: [b, d]}}
                tables:
                  orders:
                    columns: {id: bigint primary key, state: state default 'b'}
                    checks: {orders_state: "state <> 'd'"}
                    indexes: {orders_open: {on: [id], where: state = 'b'}}
                views: {open: "select id from orders where state = 'b'"}
                """);
        project.apply();
        project.execute("insert into dev_shop.orders values (1)").declare("""
                dir: shop
                types: {state: {enum: [a, b, c, d, e]}}
                tables:
                  orders:
                    columns: {id: bigint primary key, state: state default 'c', former: state not null default 'a'}
                    checks: {orders_state: "state <> 'e'"}
                    indexes: {orders_open: {on: [id], where: state = 'a'}}
                views:
                  open: "select id from orders where state = 'c'"
                  done: {materialized: true, query: "select id from orders where state in ('e', 'a')"}
                """);

        project.apply();

        assertThat(project.query("select former from dev_shop.orders")).containsExactly("a");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void anEnumIsRenamedGainsAValueAndThatIsUsedInOnePlan(int major) {
        LiveProject project = LiveProject.on(major, root).declare("""
                dir: shop
                types: {state: {enum: [open]}}
                tables: {orders: {columns: {id: bigint primary key, state: state default 'open'}}}
                """);
        project.apply();
        project.execute("insert into dev_shop.orders values (1)").declare("""
                dir: store
                renamed_from: shop
                types: {phase: {enum: [open, closed], renamed_from: state}}
                tables: {orders: {columns: {id: bigint primary key, state: phase default 'closed'}}}
                """);

        project.apply();

        assertThat(project.query("select state from dev_store.orders")).containsExactly("open");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theClusterMarkOfAMaterializedViewStaysOnAnIndexThatIsReplaced(int major) {
        String spec = """
                dir: shop
                tables: {orders: {columns: {id: bigint primary key, customer: text}}}
                views:
                  buyers: {materialized: true, query: select customer from orders, indexes: {buyers_key: [customer]}}
                """;
        String marked = "select indexrelid::regclass from pg_index where indisclustered";
        LiveProject project = LiveProject.on(major, root).declare(spec);
        project.apply();
        project.execute("alter materialized view dev_shop.buyers cluster on buyers_key")
                .declare(spec.replace("buyers_key: [customer]", "buyers_key: [customer desc]"));

        project.apply();

        assertThat(project.query(marked)).containsExactly("dev_shop.buyers_key");
        assertThat(project.differences()).isEmpty();

        project.declare(spec.replace(", indexes: {buyers_key: [customer]}", "")).apply();

        assertThat(project.query(marked)).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aCompositeTypeThatRowsHoldGainsLosesMovesAndRetypesAttributesAtOnce(int major) {
        LiveProject project = LiveProject.on(major, root).declare("""
                dir: shop
                types: {place: {composite: {street: text, gone: text, number: integer, floor: integer}}}
                tables: {orders: {columns: {id: bigint primary key, to: place, former: "place[]"}}}
                views: {targets: "select id, (o.to).street as street from orders o"}
                """);
        project.apply();
        project.execute("""
                        insert into dev_shop.orders values
                          (1, row('a, "b"', 'x', 5, null), array[row('c', 'y', 6, 7), null]::dev_shop.place[]),
                          (2, row(null, null, null, null), '{}'), (3, null, null)""").declare("""
                dir: shop
                types: {place: {composite: {town: text, floor: integer, number: text, street: text}}}
                tables: {orders: {columns: {id: bigint primary key, to: place, former: "place[]"}}}
                views: {targets: "select id, (o.to).street as street from orders o"}
                """);

        project.apply();

        assertThat(project.query("""
                        select concat_ws('|', id, ("to").street, ("to").number, ("to").floor, ("to").town,
                          former[1].street, former[1].number, former[1].floor, former[1].town) from dev_shop.orders order by id""")).containsExactly("1|a, \"b\"|5|c|6|7", "2", "3");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theClusterMarkOfATableStaysOnAnIndexOrKeyThatIsReplaced(int major) {
        String spec = """
                dir: shop
                tables:
                  orders: {columns: {id: bigint primary key, note: text}, indexes: {orders_note: [note]}}
                  lines: {columns: {id: bigint not null, part: integer not null}, primary_key: [id]}
                """;
        String marked = "select indexrelid::regclass from pg_index where indisclustered order by 1::text";
        LiveProject project = LiveProject.on(major, root).declare(spec);
        project.apply();
        project.execute("""
                        insert into dev_shop.orders values (1, 'a'); insert into dev_shop.lines values (1, 2);
                        alter table dev_shop.orders cluster on orders_note;
                        alter table dev_shop.lines cluster on lines_pkey""")
                .declare(spec.replace("[note]", "[note desc]").replace("primary_key: [id]", "primary_key: [id, part]"));

        project.apply();

        assertThat(project.query(marked)).containsExactlyInAnyOrder("dev_shop.lines_pkey", "dev_shop.orders_note");
        assertThat(project.differences()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void anIndexThatIsTheReplicaIdentityIsNeitherReplacedNorDroppedUnlessItsTableGoes(int major) {
        String spec = """
                dir: shop
                tables:
                  other: {columns: {id: bigint}}
                  orders: {columns: {id: bigint not null}, indexes: {orders_id: {on: [id], unique: true}}}
                """;
        LiveProject project = LiveProject.on(major, root).declare(spec);
        project.apply();
        project.execute("alter table dev_shop.orders replica identity using index orders_id")
                .declare(spec.replace("unique: true", "unique: true, where: id > 1"));

        assertThatThrownBy(project::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "shop/orders.orders_id: it is to go, but replica identity shop/orders depends on it");

        project.declare("dir: shop\ntables: {other: {columns: {id: bigint}}}\n").apply();

        assertThat(project.differences()).isEmpty();
    }
}
