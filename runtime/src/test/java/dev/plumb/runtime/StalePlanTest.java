package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.environment.Project;
import dev.plumb.runtime.apply.ApplyListener;
import dev.plumb.runtime.apply.ApplyOptions;
import dev.plumb.runtime.failure.StalePlanException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What others do to the database between a plan and its apply. */
class StalePlanTest {
    private static final String SPEC = """
            dir: shop
            tables:
              orders: {columns: {id: bigint primary key, note: text}, indexes: {orders_note: [note]}}
              other: {columns: {id: bigint primary key}}
            views:
              notes: select id, note from orders
              totals: {materialized: true, query: select count(*) from orders}
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table dev_shop.orders add column theirs int | column shop/orders.theirs is new",
                "drop table dev_shop.other | table shop/other is gone",
                "create table dev_shop.more (a int) | table shop/more is new",
                "create function dev_shop.f() returns int language sql as 'select 1' | shop/f() (function) is new",
                "create policy p on dev_shop.orders using (true) | shop/orders.p (policy) is new",
                "alter table dev_shop.orders enable row level security | shop/orders (row level security) is new",
                "cluster dev_shop.orders using orders_note | shop/orders.orders_note (cluster mark) is new",
                "grant select on dev_shop.notes to public | marks of shop/notes changed",
                "refresh materialized view dev_shop.totals with no data | marks of shop/totals changed"
            })
    void whatChangedIsNamedWhetherThePlanIsAboutItOrNot(String ddl, String named) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.declare(SPEC.replace("note: text", "note: text, extra: text"));

        assertThatThrownBy(() -> applyAfter(project, ddl))
                .isInstanceOf(StalePlanException.class)
                .hasMessageContaining("has changed since the plan was made, so nothing was applied: ")
                .hasMessageContaining(named)
                .hasMessageEndingWith("look at a new plan, then apply that");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vacuum full dev_shop.orders",
                "truncate dev_shop.orders",
                "analyze dev_shop.orders",
                "reindex table dev_shop.orders",
                "reindex table concurrently dev_shop.orders",
                "refresh materialized view dev_shop.totals",
                "create schema elsewhere"
            })
    void whatChangesNoDefinitionMakesNoPlanStale(String maintenance) {
        LiveProject project = LiveProject.on(18, root).declare(SPEC);
        project.apply();
        project.execute("insert into dev_shop.orders values (1, 'a')")
                .declare(SPEC.replace("note: text", "note: text, extra: text"));

        applyAfter(project, maintenance);

        assertThat(project.query("select count(extra) from dev_shop.orders")).containsExactly("0");
        assertThat(project.differences()).isEmpty();
    }

    private static void applyAfter(LiveProject live, String sql) {
        Project project = Project.open(live.root(), Map.of());
        try (Plumb plumb = Plumb.open(project, project.environment(Optional.empty()))) {
            PreparedPlan plan = plumb.plan();
            live.execute(sql);
            plumb.apply(plan, Approval.SAFE_ONLY, ApplyOptions.DEFAULT, ApplyListener.SILENT);
        }
    }
}
