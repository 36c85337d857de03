package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb env destroy} and {@code plumb env reset}. */
final class EnvDestroyTest {
    @TempDir
    Path folder;

    private Shop applied() {
        return Shop.in(folder).applied();
    }

    private Shop with(String rules) {
        Shop shop = applied();
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\", " + rules + "}}\n");
        return shop;
    }

    private static boolean isThere(Shop shop, String relation) {
        return shop.asked("select to_regclass('" + relation + "') is not null").equals("t");
    }

    private static boolean hasSchema(Shop shop) {
        return shop.asked("select to_regnamespace('dev_shop') is not null").equals("t");
    }

    @Test
    void whatPlumbManagesGoesByAPlanThatIsOnRecord() {
        Shop shop = applied();
        Outcome outcome = ok(shop.plumb("env", "destroy", "--force"));
        assertThat(outcome.out()).contains("""

                shop
                  - DESTRUCTIVE drop directory shop: managed, and all of that goes

                shop/orders
                  - DESTRUCTIVE drop table orders: managed, and all of that goes
                """).matches("(?s).*\ndropped: [0-9]+ objects, run 2\n");
        assertThat(hasSchema(shop)).isFalse();
        assertThat(shop.asked(
                        "select outcome || ' ' || (select count(*) from plumb.managed) from plumb.run where id = 2"))
                .isEqualTo("succeeded 0");
        assertThat(ok(shop.plumb("env", "destroy", "--force")).out()).isEqualTo("dev: Plumb manages nothing here\n");
        ok(shop.plumb("apply", "--yes"));
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void whatIsNotManagedIsNamedAndStaysWithItsSchemaUntilItIsGone() {
        Shop shop = applied();
        shop.database().execute("create table dev_shop.theirs (id int)");
        shop.database().execute("create function dev_shop.theirs_too() returns int language sql as 'select 1'");
        assertThat(ok(shop.plumb("env", "destroy", "--force")).out()).contains("""

                Not managed, left alone (2):
                  directory shop
                  table shop/theirs

                Not covered, left alone (1):
                  function shop/theirs_too\
                """);
        assertThat(isThere(shop, "dev_shop.orders")).isFalse();
        assertThat(isThere(shop, "dev_shop.theirs")).isTrue();
        shop.database().execute("drop table dev_shop.theirs; drop function dev_shop.theirs_too()");
        ok(shop.plumb("env", "destroy", "--force"));
        assertThat(hasSchema(shop)).isFalse();
    }

    @Test
    void whatOthersHaveBuiltOnItStandsInTheWay() {
        Shop shop = applied();
        shop.database().execute("create view dev_shop.theirs as select id from dev_shop.orders");
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: shop/orders.id: it is to go, but view shop/theirs depends on it, which Plumb does not manage \
                or was told to leave alone
                    nothing was applied
                  next: drop or change theirs by hand first, or leave this as it is
                """);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void aTableWithSomebodyElsesColumnStays() {
        Shop shop = applied();
        shop.database().execute("alter table dev_shop.orders add column theirs text");
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: shop/orders: it is no longer declared, but column shop/orders.theirs is not managed
                    nothing was applied
                  next: drop theirs by hand first, or leave orders as it is
                """);
    }

    @Test
    void aProtectedEnvironmentIsLeftAlone() {
        Shop shop = with("protected: true");
        String message = """
                error: dev is protected, so nothing of it was dropped
                  next: if it is meant to go, take 'protected' away from it in plumb.yaml first
                """;
        assertRefused(shop.plumb("env", "destroy", "--force"), message);
        assertRefused(shop.plumb("env", "reset", "--force"), message);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void anEnvironmentThatRequiresSomethingIsNotBuiltAnewInOneGo() {
        Shop shop = with("requires: {approvals: 1}");
        assertRefused(shop.plumb("env", "reset", "--force"), """
                error: dev requires things before an apply (plumb.yaml:2:61), so it is not built anew in one go, \
                and nothing was dropped
                  next: empty it, then look at the plan and apply that: plumb env destroy -e dev
                """);
        ok(shop.plumb("env", "destroy", "--force"));
    }

    @Test
    void aPartitionOfSomebodyElseKeepsItsTable() {
        Shop shop = Shop.in(folder)
                .declaring("dir: shop\ntables: {visits: {columns: {at: date not null}, partition_by: {range: [at]}}}\n")
                .applied();
        shop.database()
                .execute("create table dev_shop.visits_2026 partition of dev_shop.visits"
                        + " for values from ('2026-01-01') to ('2027-01-01')");
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: shop/visits: it is to go, but table shop/visits_2026 depends on it, which Plumb does not manage \
                or was told to leave alone
                    nothing was applied
                  next: drop or change visits_2026 by hand first, or leave this as it is
                """);
        assertThat(isThere(shop, "dev_shop.visits_2026")).isTrue();
    }

    @Test
    void aPolicyThatDeniesToDestroyCounts() {
        Shop shop = with("policy: {destructive: deny}");
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: shop: the policy denies to drop it (destructive: deny, plumb.yaml:2:60), so nothing was applied
                    shop/orders: the policy denies to drop it (destructive: deny, plumb.yaml:2:60), so nothing was applied
                  next: change the files, or the rule where it stands
                """);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void whatIsGuardedStays() {
        Shop shop = Shop.in(folder)
                .declaring(Shop.ORDERS.replace("  orders:\n", "  orders:\n    lifecycle: {prevent_destroy: true}\n"))
                .applied();
        assertRefused(shop.plumb("env", "destroy", "--force"), """
                error: shop/orders: it is guarded by prevent_destroy and would be dropped or replaced
                    nothing was applied
                  next: take the guard away and apply, then make this change and apply again
                """);
    }

    @Test
    void nothingGoesWithoutAnAnswer() {
        Shop shop = applied();
        assertRefused(shop.plumb("env", "destroy"), """
                error: there is no terminal to ask on, so nothing was dropped
                  next: say that it is meant: plumb env destroy -e dev --force
                """);
        assertRefused(shop.plumb("env", "reset", "-C", folder.toString()), """
                error: there is no terminal to ask on, so nothing was dropped
                  next: say that it is meant: plumb env reset -C %s -e dev --force
                """.formatted(folder));
        Outcome declined = shop.typing("n\n").plumb("env", "destroy", "--color", "never");
        assertRefused(declined, """
                Drop all of this from dev? [y/N] error: declined, so nothing was dropped
                  next: nothing has to be done
                """);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
        ok(shop.typing("y\n").plumb("env", "destroy"));
        assertThat(hasSchema(shop)).isFalse();
    }

    @Test
    void aResetBuildsItAnewWithItsData() {
        Shop shop = Shop.in(folder);
        shop.shell().file("migrations/data/001.sql", "insert into shop.orders (customer) values ('first');\n");
        shop.applied();
        shop.database().execute("insert into dev_shop.orders (customer) values ('second')");
        shop.database().execute("alter table dev_shop.orders drop column note");
        Outcome outcome = ok(shop.plumb("env", "reset", "--force"));
        assertThat(outcome.out()).contains("objects, run 2\napplied: ").endsWith(", run 3\n");
        assertThat(shop.asked("select string_agg(customer || coalesce(note, ''), ', ') from dev_shop.orders"))
                .isEqualTo("first");
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
    }

    @Test
    void aResetOfAnEmptyEnvironmentBuildsItWithoutAQuestion() {
        Shop shop = Shop.in(folder);
        Outcome outcome = ok(shop.plumb("env", "reset"));
        assertThat(outcome.out()).startsWith("dev: Plumb manages nothing here\napplied: ");
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void filesThatCannotBeAppliedAreFoundBeforeAnythingIsGone() {
        Shop shop = applied().declaring("dir: shop\ntables: {orders: {columns: {id: {tpye: bigint}}}}\n");
        assertThat(shop.plumb("env", "reset", "--force").exitCode()).isEqualTo(64);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void whatOnlyTheServerRefusesIsFoundBeforeAnythingIsGone() {
        Shop shop = applied().declaring(Shop.ORDERS.replace("note: text", "note: txet"));
        assertThat(shop.plumb("env", "reset", "--force").exitCode()).isEqualTo(64);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void aPolicyThatWouldNotLetItBeBuiltAnewIsFoundBeforeAnythingIsGone() {
        Shop shop = with("policy: {safe: deny}");
        String refused = """
                error: dev could not be built anew, so nothing was dropped:
                    shop: %1$s
                    shop/orders: %1$s
                  next: empty it, then look at the plan and apply that: plumb env destroy -e dev
                """;
        assertRefused(
                shop.plumb("env", "reset", "--force"),
                refused.formatted(
                        "the policy denies to create it (safe: deny, plumb.yaml:2:60), so nothing was applied"));
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
        shop.shell()
                .file(
                        "plumb.yaml",
                        "environments: {dev: {database: \"${DATABASE_URL}\", policy: {safe: approve}}}\nproject: shop\n");
        assertRefused(shop.plumb("env", "reset", "--force"), """
                error: dev could not be built anew, so nothing was dropped:
                    not approved, so nothing was applied: shop (safe: approve, plumb.yaml:1:60); \
                shop/orders (safe: approve, plumb.yaml:1:60)
                  next: empty it, then look at the plan and apply that: plumb env destroy -e dev
                """);
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }
}
