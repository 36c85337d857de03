package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Plan;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.RefusedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of a partitioned table with rows: each is proved, applied, and then there is nothing left to do. */
class PartitionEditsTest {
    private static final String SALES = """
            dir: shop
            tables:
              stores: {columns: {id: bigint primary key}}
              sales:
                columns:
                  id: bigint not null
                  at: date not null
                  region: text
                  store: bigint
                  note: text
                partition_by: {range: [at]}
                partitions:
                  sales_2025: {from: ["'2025-01-01'"], to: ["'2026-01-01'"]}
                  sales_2026:
                    from: ["'2026-01-01'"]
                    to: ["'2027-01-01'"]
                    partition_by: {list: [region]}
                    partitions:
                      sales_2026_eu: {in: ["'eu'"]}
                      sales_2026_rest: default
            """;

    @TempDir
    Path root;

    private Optional<LiveProject> started = Optional.empty();
    private String spec = SALES;

    private void start(int major) {
        LiveProject project = LiveProject.on(major, root).declare(SALES);
        started = Optional.of(project);
        project.apply();
        project.execute("""
                insert into dev_shop.stores values (1), (2);
                insert into dev_shop.sales (id, at, region, store, note)
                select i, date '2025-01-01' + i, case when i % 2 = 0 then 'eu' else 'us' end, 1 + i % 2, 'n' || i
                from generate_series(0, 700) i""");
    }

    private LiveProject project() {
        return started.orElseThrow();
    }

    /** The spec with another text in it, planned and applied. */
    private Plan change(String what, String with) {
        assertThat(spec).contains(what);
        spec = spec.replace(what, with);
        Plan plan = project().declare(spec).plan().plan();
        project().apply();
        assertThat(project().differences()).as(plan.toString()).isEmpty();
        return plan;
    }

    private static List<String> alone(Plan plan) {
        return plan.steps().stream()
                .filter(s -> s.mode() == Step.Mode.ALONE)
                .map(Step::sql)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void whatIsOnlineOnATableIsOnlineOnAPartitionedOne(int major) {
        start(major);
        String tail = "    partition_by: {range: [at]}\n";

        Plan index = change(tail, "    indexes: {sales_store: [store]}\n" + tail);
        assertThat(alone(index)).hasSize(3).allMatch(s -> s.startsWith("create index concurrently "));
        assertThat(project().query("select count(*) from pg_index where not indisvalid"))
                .containsExactly("0");
        change("sales_store: [store]", "sales_store: {on: [store, at], with: {fillfactor: 80}}");
        change("fillfactor: 80", "fillfactor: 90");
        assertThat(alone(change(
                        "sales_store: {on: [store, at], with: {fillfactor: 90}}",
                        "sales_stores: {on: [store, at], with: {fillfactor: 90}, renamed_from: sales_store}")))
                .isEmpty();
        change(
                "    indexes: {sales_stores: {on: [store, at], with: {fillfactor: 90}, renamed_from: sales_store}}\n",
                "");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void keysAreMadeOfThoseThatThePartitionsGetWhileWritersGoOn(int major) {
        start(major);
        String tail = "    partition_by: {range: [at]}\n";

        change("region: text", "region: text not null");
        Plan key = change(tail, "    primary_key: [id, at, region]\n" + tail);
        assertThat(alone(key)).hasSize(3).allMatch(s -> s.startsWith("create unique index concurrently "));
        change("[id, at, region]", "[at, id, region]");
        change(tail, "    unique: {sales_once: [store, at, region, id]}\n" + tail);
        change("    unique: {sales_once: [store, at, region, id]}\n", "");
        change(tail, "    foreign_keys: {sales_store_fkey: {columns: [store], references: stores(id)}}\n" + tail);
        assertThat(project().query("select count(*) from pg_constraint where contype = 'f' and not convalidated"))
                .containsExactly("0");
        change("references: stores(id)", "references: stores(id), on_delete: cascade");
        change(tail, "    checks: {sales_store_check: store > 0}\n" + tail);
        change("store > 0", "store > -1");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void columnsComeChangeAndGoWithThePartitionsAlong(int major) {
        start(major);

        change("note: text", "note: text\n      more: integer not null default 7");
        change("more: integer not null default 7", "more: {type: bigint, default: 8, comment: More}");
        change("note: text", "note: {type: text, comment: Said}\n      size: {type: integer, generated: length(note)}");
        change("\n      size: {type: integer, generated: length(note)}", "");
        change("store: bigint", "shop: {type: bigint, renamed_from: store}");
        change("\n      more: {type: bigint, default: 8, comment: More}", "");
        change("  sales:\n", "  sales:\n    comment: Sold\n");
        assertThat(project().query("select count(*) from dev_shop.sales where shop in (1, 2)"))
                .containsExactly("701");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void partitionsComeBesideGoAfterTheyAreDetachedAndGetOtherNamesAndBounds(int major) {
        start(major);
        String first = "      sales_2025: {from: [\"'2025-01-01'\"], to: [\"'2026-01-01'\"]}\n";

        Plan added = change(
                first,
                first
                        + "      sales_2027: {from: [\"'2027-01-01'\"], to: [\"'2028-01-01'\"], with: {fillfactor: 80}}\n");
        assertThat(added.steps()).extracting(Step::sql).noneMatch(s -> s.contains("partition of"));
        assertThat(added.steps()).allMatch(s -> s.locks().isEmpty());
        change("sales_2027: {", "sales_next: {renamed_from: sales_2027, ");
        change("with: {fillfactor: 80}", "comment: Next");
        change("to: [\"'2028-01-01'\"]", "to: [\"'2029-01-01'\"]");
        Plan other = change(
                "sales_2026_eu: {in: [\"'eu'\"]}",
                "sales_2026_eu: {in: [\"'eu'\"]}\n          sales_2026_asia: {in: [\"'asia'\"]}");
        assertThat(other.changes())
                .flatExtracting(c -> c.hazards())
                .extracting(Hazard::kind)
                .contains(Hazard.Kind.SCAN_UNDER_LOCK);
        Plan dropped = change(first, "");
        assertThat(dropped.destructive()).hasSize(1);
        assertThat(alone(dropped))
                .singleElement()
                .asString()
                .endsWith("detach partition dev_shop.sales_2025 concurrently");
        change("          sales_2026_rest: default\n", "");
        assertThat(project().query("select count(*) from dev_shop.sales")).containsExactly("168");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void aComputedColumnIsFilledAndKeptRightInEveryPartition(int major) {
        start(major);
        String tail = "    partition_by: {range: [at]}\n";
        String wrong = "select count(*) from dev_shop.sales where size is distinct from length(note)";

        change(tail, "    computed: {size: {type: integer, sql: length(note)}}\n" + tail);
        assertThat(project().query(wrong)).containsExactly("0");
        change(
                "    partitions:\n      sales_2025",
                "    partitions:\n      sales_2027: {from: [\"'2027-01-01'\"], to: [maxvalue]}\n      sales_2025");
        project().execute("""
                insert into dev_shop.sales (id, at, note) values (1000, '2027-05-05', 'three');
                update dev_shop.sales set at = at + interval '1 year', note = note || '!' where id < 400;
                update dev_shop.sales set note = 'x' where id = 1000;
                insert into dev_shop.sales_2025 (id, at, note) values (1001, '2025-05-05', 'directly')""");
        assertThat(project().query(wrong)).containsExactly("0");
        change("sql: length(note)", "sql: length(note) + 1");
        assertThat(project().query("select count(*) from dev_shop.sales where size is distinct from length(note) + 1"))
                .containsExactly("0");
    }

    @Test
    void partitionsThatSomebodyElseMakesAreLeftAloneAndTakenAlong() {
        start(18);
        project()
                .execute("create table dev_shop.sales_2030 partition of dev_shop.sales"
                        + " for values from ('2030-01-01') to ('2031-01-01')");

        Plan index = change(
                "    partition_by: {range: [at]}\n",
                "    indexes: {sales_store: [store]}\n    partition_by: {range: [at]}\n");
        assertThat(index.unmanaged()).extracting(Object::toString).containsExactly("shop/sales_2030");
        assertThat(alone(index)).hasSize(4);
        assertThat(project().query("select count(*) from pg_index where indrelid = 'dev_shop.sales_2030'::regclass"))
                .containsExactly("1");

        project().declare("dir: shop\ntables: {stores: {columns: {id: bigint primary key}}}\n");
        assertThatThrownBy(project()::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("shop/sales_2030 depends on it, which Plumb does not manage");
    }

    @Test
    void whatPostgresCannotChangeIsRefusedWithAWayOut() {
        start(18);

        project()
                .declare(SALES.replace("partition_by: {range: [at]}", "partition_by: {range: [at, id]}")
                        .replace("[\"'2025-01-01'\"]", "[\"'2025-01-01'\", minvalue]")
                        .replace("[\"'2026-01-01'\"]", "[\"'2026-01-01'\", minvalue]")
                        .replace("[\"'2027-01-01'\"]", "[\"'2027-01-01'\", minvalue]"));
        assertThatThrownBy(project()::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("partition_by: range (at) -> range (at, id)");
        project().declare(SALES.replace("at: date not null", "at: timestamp not null"));
        assertThatThrownBy(project()::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("shop/sales.at: the rows of shop/sales are partitioned by it");
        project().declare(SALES.replaceAll("(?m)^    partition(.|\n)*", ""));
        assertThatThrownBy(project()::apply)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("range (at) -> not partitioned");
    }

    @Test
    void anInterruptedDetachIsFinished() {
        start(18);
        project().execute("""
                update pg_inherits set inhdetachpending = true where inhrelid = 'dev_shop.sales_2025'::regclass""");

        change("      sales_2025: {from: [\"'2025-01-01'\"], to: [\"'2026-01-01'\"]}\n", "");

        assertThat(project().query("select to_regclass('dev_shop.sales_2025')")).containsExactly("null");
    }

    @Test
    void aPartitionThatIsDetachedAndNotYetDroppedIsDroppedByTheNextApply() {
        start(18);
        project().execute("alter table dev_shop.sales detach partition dev_shop.sales_2025");

        change("      sales_2025: {from: [\"'2025-01-01'\"], to: [\"'2026-01-01'\"]}\n", "");

        assertThat(project().query("select to_regclass('dev_shop.sales_2025')")).containsExactly("null");
    }
}
