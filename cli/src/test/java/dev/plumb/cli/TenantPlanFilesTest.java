package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.digest;
import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.masked;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans of tenants that are written into a file and applied later. */
final class TenantPlanFilesTest {
    private static final String TOTAL = Shop.ORDERS.replace("note: text", "note: text\n      total: bigint");

    private static final String LONG_NAMES = Shop.ORDERS + "    checks: {customer_named: length(customer) > 1}\n";

    private static final String NEW_PLAN = "next: look at a new plan: plumb plan -o FILE, then apply that";

    @TempDir
    Path folder;

    private Shop serving(String tenants, String more) {
        Shop shop = Shop.in(folder);
        configure(shop, tenants, more);
        return shop;
    }

    private static void configure(Shop shop, String tenants, String more) {
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: %s
                """.formatted(tenants) + more.indent(4));
    }

    /** The orders are there, with a row; what is declared then is planned in a file. */
    private Shop planned(String spec) {
        Shop shop = serving("[a, b, c]", "");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        for (String tenant : new String[] {"a", "b", "c"}) {
            shop.database().execute("insert into " + tenant + "_shop.orders (customer) values ('ann')");
        }
        ok(shop.declaring(spec).plumb("plan", "-e", "prod", "-o", "plan.json"));
        return shop;
    }

    private static String withTotal(Shop shop) {
        return shop.asked(
                "select coalesce(string_agg(substr(nspname, 1, 1), '' order by nspname), '') from pg_attribute a"
                        + " join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace"
                        + " where attname = 'total'");
    }

    private static String withoutRun(String text) {
        return text.replaceAll("run \\d+ on [-0-9: ]+ UTC by \\S+@[^\\n]+", "RUN");
    }

    @Test
    void aFileIsAppliedToEachOfThemOnceAndTheSpecMayHaveChangedSince() {
        Shop shop = planned(TOTAL).declaring(TOTAL.replace("total: bigint", "total: bigint\n      later: text"));
        Outcome shown = ok(shop.plumb("show", "plan.json"));
        assertThat(shown.out()).startsWith("prod: 3 tenants, 0 in plumb, 3 to change alike\n\n3 tenants (a, b, c):\n");
        assertThat(shown.err()).startsWith("note: made at ").doesNotContain("cannot be applied");
        Outcome applied = ok(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(masked(applied.out())).endsWith("""

                prod: 3 tenants, 0 were in plumb, 3 applied
                  3 tenants (a, b, c): 3 applied; effects <digest>
                """);
        assertThat(withTotal(shop)).isEqualTo("abc");
        assertThat(ok(shop.plumb("plan", "-e", "prod")).out())
                .contains("+ create column later")
                .doesNotContain("total");

        Outcome again = ending(4, shop.plumb("apply", "plan.json", "--yes"));
        assertThat(withoutRun(again.err())).isEqualTo("""
                error: the plan file was applied before, to all its tenants: RUN
                  next: a plan file is applied once; look at a new plan: plumb plan -o FILE, then apply that
                """);
        assertThat(shop.plumb("show", "plan.json").err())
                .contains("note: it cannot be applied: the plan file was applied before");
    }

    @Test
    void aFileOfOneTenantNamesHim() {
        Shop shop = planned(TOTAL);
        ok(shop.plumb("plan", "-e", "prod", "--tenant", "b", "-o", "b.json"));
        ok(shop.plumb("apply", "b.json", "--yes"));
        assertThat(withTotal(shop)).isEqualTo("b");
        assertEnds(shop.plumb("apply", "b.json", "--yes", "--tenant", "a"), 64, """
                error: the plan file has nothing for a tenant 'a'
                  next: did you mean 'b'?
                """);
    }

    @Test
    void nothingIsAppliedToAnybodyAsLongAsSomethingOfOneHasMoved() {
        Shop shop = planned(TOTAL);
        shop.database().execute("alter table b_shop.orders alter column note set default 'x'");
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 4, """
                error: tenant b: something that the plan rests on has moved since, so nothing was applied: \
                column shop/orders.note changed
                  %s
                """.formatted(NEW_PLAN));
        assertThat(withTotal(shop)).isEmpty();
        ok(shop.plumb("apply", "plan.json", "--yes", "--tenant", "a"));
        shop.database().execute("alter table b_shop.orders alter column note drop default");
        assertThat(ok(shop.plumb("apply", "plan.json", "--yes")).out())
                .contains("prod: 3 tenants, 1 were in plumb, 2 applied\n");
        assertThat(withTotal(shop)).isEqualTo("abc");
    }

    @Test
    void whatIsUnrelatedMayMove() {
        Shop shop = planned(TOTAL);
        shop.database().execute("create table b_shop.by_hand (id int)");
        ok(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(withTotal(shop)).isEqualTo("abc");
    }

    @Test
    void thoseThatAreNotAlikeHaveTheirOwnPlanInIt() {
        Shop shop = serving("[a, b, c]", "");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        shop.database().execute("alter table c_shop.orders add column total bigint, alter column note set not null");
        shop.declaring(TOTAL);
        assertThat(ok(shop.plumb("plan", "-e", "prod", "-o", "plan.json")).out())
                .startsWith("prod: 3 tenants, 0 in plumb, 3 to change, in 2 groups\n")
                .endsWith("\nNext: plumb apply -e prod plan.json\n");
        assertEnds(shop.plumb("show", "plan.json", "--format", "sql"), 64, """
                error: a script has the names of one tenant
                  next: choose the one that is meant: --tenant NAME, of a, b, c
                """);
        assertThat(ok(shop.plumb("show", "plan.json", "--format", "sql", "--tenant", "b"))
                        .out())
                .contains("b_shop")
                .doesNotContain("a_shop");
        ok(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(ok(shop.plumb("plan", "-e", "prod", "--check")).out())
                .isEqualTo("prod: 3 tenants, all in plumb, nothing to do\n");
    }

    @Test
    void whoIsNoTenantAnyMoreIsNotAppliedTo() {
        Shop shop = planned(TOTAL);
        configure(shop, "[a, c, d]", "");
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 4, """
                error: b is no tenant of prod any more, so nothing was applied
                  %s; or name those to whom it is to be applied all the same: --tenant NAME
                """.formatted(NEW_PLAN));
        ok(shop.plumb("apply", "plan.json", "--yes", "--tenant", "a", "--tenant", "c"));
        assertThat(withTotal(shop)).isEqualTo("ac");
    }

    @Test
    void anotherTargetIsRefused() {
        Shop shop = planned(TOTAL);
        assertEnds(shop.plumb("apply", "plan.json", "--yes", "-e", "dev"), 4, """
                error: the plan file was made for tenants of prod, and dev has none, so nothing was applied
                  next: name the environment that it was made for (-e), or make a plan for this one
                """);
        configure(shop, "[a, b, c]", "");
        Shop other = serving("[a, b, c]", "").declaring(TOTAL);
        Outcome elsewhere = ending(4, other.plumb("apply", "plan.json", "--yes"));
        assertThat(elsewhere.err()).startsWith("""
                error: tenant a: the plan file was made for another target, so nothing was applied: the database is '%s', not '%s'
                    tenant b:\
                """.formatted(
                        other.database().name(), shop.database().name()));
    }

    @Test
    void whatOneFailsAtIsGoneOnWithByTheSameFile() {
        Shop shop = planned(LONG_NAMES);
        shop.database().execute("insert into b_shop.orders (customer) values ('x')");
        Outcome stopped = ending(6, shop.plumb("apply", "plan.json", "--yes", "--parallel", "1"));
        assertThat(stopped.out()).contains("prod: 3 tenants, 0 were in plumb, 1 applied, 1 failed, 1 not begun\n");
        assertThat(stopped.err()).contains("error: 1 of 2 failed (b), and 1 tenant was not begun\n");
        shop.database().execute("delete from b_shop.orders where customer = 'x'");
        assertThat(ok(shop.plumb("apply", "plan.json", "--yes")).out())
                .contains("prod: 3 tenants, 1 were in plumb, 2 applied\n");
    }

    @Test
    void theRulesAndApprovalsHoldForItAsForAPlan() {
        Shop shop = serving("[a, b]", "requires: {approvals: 1}");
        String digest = digest(ok(shop.plumb("plan", "-e", "prod", "-o", "plan.json")));
        assertRefused(shop.plumb("apply", "plan.json", "--yes"), """
                error: prod needs 1 approval of the effects %1$s, and has none (requires, plumb.yaml:8:15), so nothing was applied
                  next: have them approved: plumb approve -e prod --digest %1$s
                """.formatted(digest));
        assertThat(ok(shop.plumb("approve", "plan.json")).out())
                .endsWith("\napproved for prod: effects " + digest + "\n");
        ending(4, shop.plumb("apply", "plan.json", "--yes", "--expect-digest", "0123456789ab"));
        ok(shop.plumb("apply", "plan.json", "--yes", "--expect-digest", digest));
    }

    @Test
    void whatIsLeftToOthersIsAboutOneNamespace() {
        Shop shop = planned(TOTAL);
        assertEnds(shop.plumb("apply", "plan.json", "--yes", "--backfill", "detach"), 64, """
                error: --backfill detach is about one namespace, and the plan file is for tenants
                  next: apply it without that, or apply without a file: --tenant NAME --backfill detach
                """);
    }
}
