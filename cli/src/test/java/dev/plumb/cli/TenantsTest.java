package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.masked;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One environment whose namespace is there once for each tenant. */
final class TenantsTest {
    private static final String WITH_TOTAL = Shop.ORDERS.replace("note: text", "note: text\n      total: bigint");

    private static final String LONG_NAMES = Shop.ORDERS + "    checks: {customer_named: length(customer) > 1}\n";

    @TempDir
    Path folder;

    /** {@code prod} serves these, nothing is applied yet. */
    private Shop serving(String tenants) {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: %s
                """.formatted(tenants));
        return shop;
    }

    private static Shop applied(Shop shop) {
        ok(shop.plumb("apply", "--yes"));
        return shop;
    }

    private static String tenantsWithTotal(Shop shop) {
        return shop.asked("select string_agg(substr(nspname, 1, 1), '' order by nspname) from pg_attribute a"
                + " join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace"
                + " where attname = 'total'");
    }

    @Test
    void onePlanIsMadeForAllThatAreAlikeAndAppliedToEach() {
        Shop shop = serving("[a, b, c]");
        Outcome first = ok(shop.plumb("apply", "--yes"));
        assertThat(first.out()).startsWith("prod: 3 tenants, 0 in plumb, 3 to change alike\n\n3 tenants (a, b, c):\n");
        assertThat(first.err()).contains("applied 3 of 3");

        shop.declaring(WITH_TOTAL);
        assertThat(masked(ok(shop.plumb("plan")).out())).isEqualTo("""
                prod: 3 tenants, 0 in plumb, 3 to change alike

                3 tenants (a, b, c):
                prod: 1 to create

                shop/orders
                  + create column total: declared, not in the database (schema/shop.yaml:8:7)

                Effects: <digest>

                Next: plumb apply
                """);
        assertThat(masked(ok(shop.plumb("apply", "--yes")).out())).endsWith("""

                prod: 3 tenants, 0 were in plumb, 3 applied
                  3 tenants (a, b, c): 3 applied; effects <digest>
                """);
        assertThat(tenantsWithTotal(shop)).isEqualTo("abc");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("prod: 3 tenants, all in plumb, nothing to do\n");
        assertThat(ok(shop.plumb("apply", "--yes")).out()).isEqualTo("prod: 3 tenants, all in plumb, nothing to do\n");
        assertThat(shop.asked("select count(*) from plumb.run")).isEqualTo("6");
    }

    @Test
    void thoseThatAreNotAlikeHaveAPlanOfTheirOwn() {
        Shop shop = applied(serving("[a, b, c, d]"));
        shop.database().execute("alter table b_shop.orders alter column note set not null");
        shop.database().execute("alter table d_shop.orders add column total bigint");
        shop.declaring(WITH_TOTAL);
        assertThat(ok(shop.plumb("status")).out()).isEqualTo("""
                prod: 4 tenants, 1 in plumb, 3 to change, in 2 groups
                  2 tenants (a, c): 1 to create
                  1 tenant (b): 1 to create, 1 to alter
                """);
        ok(shop.plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("status", "--check")).out())
                .isEqualTo("prod: 4 tenants, all in plumb, nothing to do\n");
        assertThat(shop.asked("select count(*) from pg_attribute where attname = 'note' and attnotnull"))
                .isEqualTo("0");
    }

    @Test
    void aPreviewShowsOnceWhatIsTheSameForSeveral() {
        Shop shop = applied(serving("[a, b, c]"));
        assertThat(ok(shop.plumb("preview", "--format", "json")).out()).contains("\"base\" : \"live, 3 tenants\"");
        shop.database().execute("alter table b_shop.orders alter column note set not null");
        assertThat(ok(shop.declaring(WITH_TOTAL).plumb("preview", "--format", "json"))
                        .out())
                .contains("\"base\" : \"live, 2 of 3 tenants (a, c)\"", "\"base\" : \"live, 1 of 3 tenants (b)\"");
    }

    @Test
    void whatIsAskedOfSomeIsDoneToThemAlone() {
        Shop shop = applied(serving("[a, b, c]")).declaring(WITH_TOTAL);
        ok(shop.plumb("apply", "--yes", "--tenant", "a", "--tenant", "c"));
        assertThat(tenantsWithTotal(shop)).isEqualTo("ac");
        Outcome left = ending(2, shop.plumb("status", "--check"));
        assertThat(left.out()).isEqualTo("""
                prod: 3 tenants, 2 in plumb, 1 to change alike
                  1 tenant (b): 1 to create
                """);
        assertThat(ok(shop.plumb("status", "--tenant", "b")).out())
                .contains("+ create column total", "Last apply: run");
        assertThat(ok(shop.plumb("errors", "--tenant", "b")).out()).isNotEmpty();
    }

    @Test
    void nobodyElseIsBegunOnceTooManyHaveFailedAndTheNextApplyGoesOn() {
        Shop shop = applied(serving("{list: [a, b, c, d], parallel: 1}"));
        for (String tenant : new String[] {"a", "b", "c", "d"}) {
            shop.database().execute("insert into " + tenant + "_shop.orders (customer) values ('ann')");
        }
        shop.database().execute("insert into b_shop.orders (customer) values ('x')");
        shop.declaring(LONG_NAMES);
        Outcome stopped = ending(6, shop.plumb("apply", "--yes"));
        assertThat(masked(stopped.out())).endsWith("""

                prod: 4 tenants, 0 were in plumb, 1 applied, 1 failed, 2 not begun
                  4 tenants (a, b, c, d): 1 applied, 1 failed, 2 not begun; effects <digest>
                """);
        assertThat(stopped.err()).contains("applied 1 of 4: a\n", "error: b: ").endsWith("""
                error: 1 of 2 failed (b), and 2 tenants were not begun
                  next: correct what is said of each, then run the same command again: it goes on with those that are left
                """);

        shop.database().execute("delete from b_shop.orders where customer = 'x'");
        assertThat(ok(shop.plumb("apply", "--yes")).out()).contains("prod: 4 tenants, 1 were in plumb, 3 applied\n");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("prod: 4 tenants, all in plumb, nothing to do\n");
    }

    @Test
    void asManyMayFailAsAreAllowedTo() {
        Shop shop = applied(serving("{list: [a, b, c], parallel: 1, max_failed: 1}"));
        shop.database().execute("insert into a_shop.orders (customer) values ('x')");
        shop.database().execute("insert into b_shop.orders (customer) values ('ann')");
        shop.database().execute("insert into c_shop.orders (customer) values ('ann')");
        Outcome outcome = ending(6, shop.declaring(LONG_NAMES).plumb("apply", "--yes"));
        assertThat(outcome.out()).contains("prod: 3 tenants, 0 were in plumb, 2 applied, 1 failed\n");
        assertThat(outcome.err()).contains("error: 1 of 3 failed (a)\n");
    }

    @Test
    void whenTheCanaryFailsNothingElseIsBegun() {
        Shop shop = applied(serving("[a, b, c]"));
        shop.database().execute("insert into a_shop.orders (customer) values ('x')");
        Outcome outcome = ending(6, shop.declaring(LONG_NAMES).plumb("apply", "--yes"));
        assertThat(outcome.out()).contains("0 applied, 1 failed, 2 not begun");
        assertThat(outcome.err()).contains("error: 1 of 1 failed (a), and 2 tenants were not begun\n");
    }

    @Test
    void theRulesHoldForAllOfThem() {
        Shop shop = applied(serving("[a, b]"));
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: [a, b]
                    protected: true
                """);
        Outcome outcome = ending(3, shop.withoutNote().plumb("apply", "--yes", "--allow", "shop/orders.note"));
        assertThat(outcome.err()).isEqualTo("""
                To remove this on purpose, add to schema/shop.yaml:

                removed:
                  - {column: orders.note, action: purge, reason: why it goes}

                error: prod is protected, and nothing says that this is meant to go, so nothing was applied: shop/orders.note
                  next: say so in the reviewed files (removed), or declare it again
                """);
    }

    @Test
    void anApprovalOfTheEffectsCountsForEveryTenant() {
        Shop shop = serving("[a, b]");
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: [a, b]
                    requires: {approvals: 1}
                """);
        ending(3, shop.plumb("apply", "--yes"));
        assertThat(masked(ok(shop.plumb("approve")).out())).endsWith("\napproved for prod: effects <digest>\n");
        ok(shop.plumb("apply", "--yes", "--tenant", "b"));
        ok(shop.plumb("apply", "--yes"));
    }

    @Test
    void otherEffectsThanExpectedAreRefused() {
        Shop shop = applied(serving("[a, b]")).declaring(WITH_TOTAL);
        Outcome outcome = ending(4, shop.plumb("apply", "--yes", "--expect-digest", "0123456789ab"));
        assertThat(outcome.err())
                .startsWith("error: the effects are not those of 0123456789ab, so nothing was applied");
        assertThat(shop.asked("select count(*) from plumb.run")).isEqualTo("2");
    }

    @Test
    void theirNamesMayStandInAFileOrInATable() {
        Shop shop = serving("{file: tenants.txt}");
        shop.shell().file("tenants.txt", "# who pays\na\n\nb   # since May\n");
        assertThat(ok(shop.plumb("plan")).out()).startsWith("prod: 2 tenants, 0 in plumb, 2 to change alike\n");

        shop = serving("{sql: \"select slug from public.tenant where active order by slug\"}");
        shop.database()
                .execute("create table public.tenant (slug text, active boolean);"
                        + " insert into public.tenant values ('x', true), ('y', true), ('z', false)");
        ok(shop.plumb("apply", "--yes"));
        assertThat(shop.asked("select string_agg(prefix, ',' order by prefix) from plumb.namespace"))
                .isEqualTo("x_,y_");
    }

    @Test
    void aNamespaceThatDoesNotNameTheTenantIsRefused() {
        Shop shop = Shop.in(folder);
        shop.shell()
                .file(
                        "plumb.yaml",
                        "environments:\n  prod:\n    database: \"${DATABASE_URL}\"\n    namespace: shop_\n    tenants: [a, b]\n");
        assertThat(shop.plumb("plan")).isEqualTo(new Outcome(64, "", """
                error: all tenants of environment 'prod' would have the same namespace
                  where: plumb.yaml:4:16
                  next: name the tenant in it: namespace: "prod_${tenant}_"
                """));
    }

    @Test
    void aTenantThatIsNoneIsRefusedWithTheNearestName() {
        Shop shop = serving("[acme, bolt]");
        assertThat(shop.plumb("apply", "--yes", "--tenant", "acne")).isEqualTo(new Outcome(64, "", """
                error: environment 'prod' has no tenant 'acne'
                  next: did you mean 'acme'?
                """));
        assertThat(shop.asked("select to_regnamespace('plumb') is null")).isEqualTo("t");
    }

    @Test
    void aCommandThatIsAboutOneNamespaceAsksForTheTenant() {
        Shop shop = applied(serving("[a, b]"));
        assertEnds(shop.plumb("errors", "--format", "json"), 64, """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b
                """);
        assertEnds(shop.plumb("plan", "--format", "sql", "--tenant", "a", "--tenant", "b"), 64, """
                error: environment 'prod' has tenants, and more than one was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b
                """);
    }

    @Test
    void whatIsSaidOfEachTenantStandsBelowEachOther() {
        Shop shop = applied(serving("[a, b, c]"));
        String nobody = "prod: no errors\n";
        assertThat(ok(shop.plumb("errors")).out())
                .isEqualTo("tenant a\n" + nobody + "\ntenant b\n" + nobody + "\ntenant c\n" + nobody);
        assertThat(ok(shop.plumb("errors", "--tenant", "a", "--tenant", "c")).out())
                .isEqualTo("tenant a\n" + nobody + "\ntenant c\n" + nobody);
        assertThat(ok(shop.plumb("errors", "--tenant", "b")).out()).isEqualTo(nobody);
        assertThat(ok(shop.plumb("history")).out())
                .containsPattern("^tenant a\nprod\n\nrun 1: succeeded(?s:.*)\n\ntenant b\nprod\n\nrun [23]: succeeded");
        for (String[] verb : new String[][] {
            {"work", "--once"},
            {"backfill", "status"},
            {"backfill", "run"},
            {"backfill", "pause"},
            {"backfill", "resume"},
            {"backfill", "cancel"},
            {"backfill", "retry"}
        }) {
            assertThat(ok(shop.plumb(verb)).out())
                    .startsWith("tenant a\nprod: ")
                    .contains("\n\ntenant c\nprod: ");
        }
    }

    @Test
    void whatGoesWrongWithOneTenantDoesNotKeepTheOthers() {
        Shop shop = applied(serving("[a, b, c]"));
        shop.database().execute("update plumb.namespace set environment = 'staging' where prefix = 'b_'");
        Outcome outcome = ending(4, shop.plumb("errors"));
        assertThat(outcome.out()).isEqualTo("tenant a\nprod: no errors\n\ntenant b\n\ntenant c\nprod: no errors\n");
        assertThat(outcome.err())
                .startsWith(
                        "error: b: this database is that of environment staging of shop, which has the same namespace");
    }

    @Test
    void whatIsAboutOneRowOrNeverEndsWantsOneTenant() {
        Shop shop = applied(serving("[a, b]"));
        String message = """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b
                """;
        for (String[] verb : new String[][] {
            {"work"},
            {"backfill", "pause", "1"},
            {"search", "shop/orders.near", "x"},
            {"sample", "shop/orders.note"},
            {"history", "--format", "json"},
            {"config"},
            {"db", "adopt"},
            {"inspect"}
        }) {
            assertEnds(shop.plumb(verb), 64, message);
        }
    }

    @Test
    void anEnvironmentWithoutTenantsHasNoneToChoose() {
        assertThat(Shop.in(folder).plumb("plan", "--tenant", "a")).isEqualTo(new Outcome(64, "", """
                error: environment 'dev' has no tenants, and --tenant names a
                  next: leave --tenant out, or choose another environment
                """));
    }

    @Test
    void anotherEnvironmentsDatabaseIsRefused() {
        Shop shop = applied(serving("[a, b]"));
        shop.database().execute("update plumb.namespace set environment = 'staging' where prefix = 'b_'");
        Outcome outcome = ending(4, shop.plumb("plan"));
        assertThat(outcome.err())
                .startsWith(
                        "error: this database is that of environment staging of shop, which has the same namespace");
    }
}
