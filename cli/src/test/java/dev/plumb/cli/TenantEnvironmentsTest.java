package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb env} where an environment has tenants. */
final class TenantEnvironmentsTest {
    private static final String PROD = """
            prod:
              database: "${DATABASE_URL}"
              namespace: "${tenant}_"
              tenants: [a, b, c]
            """;

    @TempDir
    Path folder;

    private Shop shop(String environments) {
        Shop shop = Shop.in(folder);
        configure(shop, environments);
        return shop;
    }

    private static void configure(Shop shop, String environments) {
        shop.shell().file("plumb.yaml", "project: shop\nenvironments:\n" + environments.indent(2));
    }

    /** Each of the tenants has the orders, and one of them. */
    private Shop applied() {
        Shop shop = shop(PROD);
        ok(shop.plumb("apply", "--yes"));
        for (String tenant : new String[] {"a", "b", "c"}) {
            shop.database().execute("insert into " + tenant + "_shop.orders (customer) values ('ann')");
        }
        return shop;
    }

    /** Who has orders: {@code abc}. */
    private static String having(Shop shop) {
        return shop.asked("select coalesce(string_agg(substr(nspname, 1, 1), '' order by nspname), '') from pg_class c"
                + " join pg_namespace n on n.oid = relnamespace where relname = 'orders'");
    }

    @Test
    void whatAllOfThemHaveGoesAndWhatIsAlikeIsShownOnce() {
        Shop shop = applied();
        Outcome outcome = ok(shop.plumb("env", "destroy", "--force"));
        assertThat(outcome.out()).startsWith("""
                prod: 3 tenants, to be dropped of 3

                3 tenants (a, b, c):
                prod:\
                """).endsWith("\nprod: dropped from 3 tenants\n");
        assertThat(outcome.err()).contains("dropped 3 of 3");
        assertThat(having(shop)).isEmpty();
        assertThat(ok(shop.plumb("env", "destroy", "--force")).out())
                .isEqualTo("prod: 3 tenants, Plumb manages nothing of them\n");
        ok(shop.plumb("apply", "--yes"));
        assertThat(having(shop)).isEqualTo("abc");
    }

    @Test
    void nothingGoesOfAnybodyAsLongAsSomethingOfOneIsInTheWayOrNobodySaysThatItIsMeant() {
        Shop shop = applied();
        assertRefused(shop.plumb("env", "destroy", "--tenant", "a"), """
                error: there is no terminal to ask on, so nothing was dropped
                  next: say that it is meant: plumb env destroy -e prod --tenant a --force
                """);
        shop.database().execute("create view public.theirs as select id from b_shop.orders");
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: tenant b: shop/orders.id: it is to go, but object public/theirs depends on it, which Plumb does not cover
                    nothing was applied
                  next: drop or change theirs by hand first, or leave this as it is
                """);
        assertThat(having(shop)).isEqualTo("abc");
        ok(shop.plumb("env", "destroy", "--force", "--tenant", "a", "--tenant", "c"));
        assertThat(having(shop)).isEqualTo("b");
    }

    @Test
    void whatSomebodyHasWhoIsNoTenantAnyMoreGoesByName() {
        Shop shop = applied();
        configure(shop, PROD.replace("[a, b, c]", "[a, b]"));
        assertEnds(shop.plumb("env", "destroy", "--force", "--tenant", "d"), 64, """
                error: environment 'prod' has no tenant 'd'
                  next: did you mean 'a'?
                """);
        assertThat(ok(shop.plumb("env", "list")).out())
                .contains("  tenants    2, applied to 2; no tenant's any more: c_\n");
        ok(shop.plumb("env", "destroy", "--force", "--tenant", "c"));
        assertThat(having(shop)).isEqualTo("ab");
    }

    @Test
    void aResetBuildsThoseAnewThatAreNamed() {
        Shop shop = applied();
        Outcome outcome = ok(shop.plumb("env", "reset", "--force", "--tenant", "b"));
        assertThat(outcome.out())
                .contains("prod: dropped from 1 tenant\n", "prod: 1 tenant, 0 were in plumb, 1 applied\n");
        assertThat(shop.asked(
                        "select (select count(*) from a_shop.orders) || ' ' || (select count(*) from b_shop.orders)"))
                .isEqualTo("1 0");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("prod: 3 tenants, all in plumb, nothing to do\n");
    }

    @Test
    void oneTenantIsComparedWithAnotherOrWithAnEnvironment() {
        Shop shop = applied();
        configure(shop, PROD + "dev: {database: \"${DATABASE_URL}\"}\n");
        ok(shop.plumb("apply", "-e", "dev", "--yes"));
        shop.database().execute("alter table b_shop.orders add column byhand int");
        assertThat(ok(shop.plumb("env", "diff", "prod", "prod", "--tenant", "a", "--tenant", "b"))
                        .out())
                .isEqualTo("""
                        prod, tenant a is not like prod, tenant b: in prod, tenant a, 1 to create

                        shop/orders
                          + create column byhand
                        """);
        assertThat(ok(shop.plumb("env", "diff", "dev", "prod", "--tenant", "a")).out())
                .isEqualTo("dev and prod, tenant a are alike\n");
        assertEnds(shop.plumb("env", "diff", "dev", "prod"), 64, """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b, c
                """);
        assertEnds(shop.plumb("env", "diff", "dev", "prod", "--tenant", "a", "--tenant", "b"), 64, """
                error: environment 'prod' has tenants, and more than one was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b, c
                """);
        assertEnds(shop.plumb("env", "diff", "dev", "dev", "--tenant", "a"), 64, """
                error: environment 'dev' has no tenants, and --tenant names a
                  next: leave --tenant out, or choose another environment
                """);
    }

    @Test
    void aSandboxBesideThemIsOnePersonsAndGoesWhenItsTimeIsOver() {
        Shop shop = applied();
        assertEnds(shop.plumb("env", "create", "--name", "ann", "--tenant", "a"), 64, """
                error: a sandbox has one namespace, and --tenant names a
                  next: leave --tenant out; plumb env clone copies the rows of a tenant into a sandbox
                """);
        assertThat(ok(shop.plumb("env", "create", "--name", "ann")).out())
                .startsWith("created prod/ann, namespace prod_ann_, until ")
                .endsWith("\nNext: plumb apply -e prod/ann\n");
        ok(shop.plumb("apply", "-e", "prod/ann", "--yes"));
        assertThat(ok(shop.plumb("plan", "-e", "prod/ann", "--check")).out())
                .isEqualTo("prod/ann: in plumb, nothing to do\n");
        assertThat(ok(shop.plumb("env", "list")).out()).contains("tenants    3, applied to 3\n", "prod/ann, sandbox\n");
        shop.database()
                .execute("update plumb.namespace set sandbox_until = now() - interval '1 hour' where sandbox_until is"
                        + " not null");
        ok(shop.plumb("env", "destroy", "--expired", "--force"));
        assertThat(having(shop)).isEqualTo("abc");
    }

    @Test
    void aSandboxGoesInTheNamespaceThatItWasMadeWith() {
        Shop shop = shop("dev: {database: \"${DATABASE_URL}\", namespace: \"${user}_\"}\n")
                .with("USER", "ann");
        ok(shop.plumb("env", "create", "--name", "try"));
        ok(shop.plumb("apply", "-e", "dev/try", "--yes"));
        shop.database().execute("update plumb.namespace set sandbox_until = now() - interval '1 hour'");
        ok(shop.with("USER", "janitor").plumb("env", "destroy", "--expired", "--force"));
        assertThat(having(shop)).isEmpty();
    }

    @Test
    void theRowsOfOneTenantAreCopiedIntoASandbox() {
        Shop shop = applied();
        configure(shop, PROD + "dev: {database: \"${DATABASE_URL}\"}\n");
        Outcome clone = ok(shop.plumb("env", "clone", "prod", "dev/ann", "--rows", "100%", "--tenant", "b"));
        assertThat(clone.out()).contains("prod, tenant b");
        assertThat(shop.asked("select count(*) from dev_ann_shop.orders")).isEqualTo("1");
        ok(shop.plumb("env", "clone", "prod", "bob", "--rows", "100%", "--tenant", "a"));
        assertThat(shop.asked("select count(*) from prod_bob_shop.orders")).isEqualTo("1");
        assertEnds(shop.plumb("env", "clone", "prod", "cyd"), 64, """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of a, b, c
                """);
    }

    @Test
    void onlyWhomTheDatabaseKnowsCanBeChosenWhereItSaysWhoTheyAre() {
        Shop shop = shop(PROD.replace("[a, b, c]", "{sql: select slug from public.tenant order by 1}"));
        shop.database()
                .execute("create table public.tenant (slug text); insert into public.tenant values ('a'), ('b')");
        ok(shop.plumb("apply", "--yes"));
        assertEnds(shop.plumb("errors", "--format", "json"), 64, """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of those that the database gives (plumb.yaml:6:5)
                """);
        String nobody = """
                error: environment 'prod' has no tenant 'nobody'
                  next: add it first; there are 2
                """;
        assertEnds(shop.plumb("errors", "--tenant", "nobody"), 64, nobody);
        assertEnds(shop.plumb("apply", "--yes", "--backfill", "detach", "--tenant", "nobody"), 64, nobody);
        assertEnds(shop.plumb("env", "destroy", "--force", "--tenant", "nobody"), 64, nobody);
        assertThat(having(shop)).isEqualTo("ab");
    }
}
