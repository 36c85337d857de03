package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Partitioned tables and their partitions, from the spec to the database and back. */
class PartitionsTest {
    private static final String MEASUREMENTS = """
            dir: shop
            types: {region: {enum: [eu, us, asia]}}
            tables:
              stores: {columns: {id: bigint primary key}}
              sales:
                comment: One row per sale
                columns:
                  id: {type: bigint, identity: always}
                  at: timestamptz not null
                  region: region not null
                  store_id: bigint references stores(id)
                  amount: numeric(10,2) not null default 0
                primary_key: [at, region, id]
                unique: {sales_once: [store_id, at, region]}
                checks: {sales_amount: amount >= 0}
                indexes:
                  sales_amounts: [amount desc]
                  sales_big: {on: [at], where: amount > 1000}
                partition_by: {range: [at]}
                partitions:
                  sales_2026_01: {from: ["'2026-01-01'"], to: ["'2026-02-01 00:00+00'"], with: {fillfactor: 90}}
                  sales_2026_02:
                    from: ["'2026-02-01'"]
                    to: ["'2026-03-01'"]
                    comment: February
                    partition_by: {list: [region]}
                    partitions:
                      sales_2026_02_eu: {in: ["'eu'"]}
                      sales_2026_02_rest: default
                  sales_later:
                    from: ["'2026-03-01'"]
                    to: [maxvalue]
                    partition_by: {hash: [region]}
                    partitions:
                      sales_later_0: {modulus: 2, remainder: 0}
                      sales_later_1:
                        modulus: 2
                        remainder: 1
                        checks: {sales_later_1_amount: amount < 100000}
                        indexes: {sales_later_1_store: [store_id]}
                  sales_rest: default
            views: {february: "select id, amount from sales_2026_02"}
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void everyKindIsCreatedFoundInPlumbAndWrittenBack(int major) throws SQLException {
        LiveProject project = LiveProject.on(major, root).declare(MEASUREMENTS);
        project.apply();
        assertThat(project.differences()).isEmpty();
        project.execute("""
                insert into dev_shop.stores values (1);
                insert into dev_shop.sales (at, region, store_id, amount) values
                  ('2026-01-05', 'eu', 1, 10), ('2026-02-05', 'eu', 1, 20), ('2026-02-06', 'us', 1, 30),
                  ('2026-05-05', 'us', 1, 40), ('2025-01-01', 'us', 1, 50)""");
        assertThat(project.query("select tableoid::regclass || ' ' || amount from dev_shop.sales order by amount"))
                .containsExactly(
                        "dev_shop.sales_2026_01 10.00",
                        "dev_shop.sales_2026_02_eu 20.00",
                        "dev_shop.sales_2026_02_rest 30.00",
                        "dev_shop.sales_later_" + later(project) + " 40.00",
                        "dev_shop.sales_rest 50.00");

        String written = project.inspected();
        project.declare(written);

        assertThat(project.differences()).as(written).isEmpty();
        assertThat(project.inspected()).isEqualTo(written);
    }

    private static String later(LiveProject project) {
        return project.query("select count(*) from dev_shop.sales_later_1").get(0);
    }
}
