package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkCommandTest {
    private static final String COMPUTED = Shop.ORDERS + """
                computed:
                  "type": {type: text, function: text.slug, args: {text: customer}, on_error: ignore}
                  host:  {type: text, function: url.host, args: {url: note}, on_error: ignore}
                  upper: {type: text, sql: upper("type"), on_error: ignore}
            """;

    @TempDir
    Path folder;

    private static Outcome succeeds(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private Shop shop() {
        Shop shop = Shop.in(folder).declaring(COMPUTED).applied();
        shop.database().execute("""
                        insert into dev_shop.orders (customer, note) values
                          ('Ada Lovelace', 'https://Example.org/x'), ('O''Brien', 'http://a b/'), ('Zoë', null)
                        """);
        return shop;
    }

    @Test
    void onceWorksOffWhatClientsHaveLeft() {
        Shop shop = shop();
        assertThat(succeeds(shop.plumb("status")).out()).contains("shop/orders.host: filled, 3 rows behind since ");
        Outcome work = succeeds(shop.plumb("work", "--once"));
        assertThat(work.out()).as(work.toString()).isEqualTo("dev: 3 rows computed, 1 error\n");
        assertThat(succeeds(shop.plumb("status")).out())
                .contains("shop/orders.type: filled\n", "shop/orders.host: filled, 1 error\n");
        assertThat(succeeds(shop.plumb("errors", "shop/orders.host")).out())
                .contains("dev: 1 error\n", "shop/orders.host of row [2]: ");
        assertThat(succeeds(shop.plumb("work", "--once")).out()).isEqualTo("dev: 0 rows computed\n");
    }

    @Test
    void theTablesOfAnotherEnvironmentAreLeftToItsOwnWorkers() {
        Shop one = Shop.in(folder).declaring(COMPUTED);
        Shop both = new Shop(one.shell().file("plumb.yaml", """
                        project: shop
                        environments: {dev: {database: "${DATABASE_URL}"}, test: {database: "${DATABASE_URL}"}}
                        """), one.database());
        succeeds(both.plumb("apply", "-e", "dev", "--yes"));
        succeeds(both.plumb("apply", "-e", "test", "--yes"));
        both.database().execute("insert into test_shop.orders (customer) values ('Ada')");

        assertThat(succeeds(both.plumb("work", "-e", "dev", "--once")).out()).isEqualTo("dev: 0 rows computed\n");
        assertThat(succeeds(both.plumb("work", "-e", "test", "--once")).out()).isEqualTo("test: 1 row computed\n");
    }

    @Test
    void retryComputesTheCellsWithErrorsAgainAndNoOthers() {
        Shop shop = shop();
        succeeds(shop.plumb("work", "--once"));
        Outcome retry = succeeds(shop.plumb("backfill", "retry", "shop/orders.host"));
        assertThat(retry.out()).isEqualTo("dev: 1 row computed, 1 error\n");
        assertThat(retry.err()).startsWith("computing 1 cell again\n");
        assertThat(succeeds(shop.plumb("backfill", "retry", "shop/orders.type")).out())
                .isEqualTo("dev: no errors to retry\n");
    }

    @Test
    void beforeTheFirstApplyThereIsNothingToKeepRight() {
        Outcome outcome = Shop.in(folder).plumb("work", "--once");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("error: nothing is applied to dev yet\n  next: plumb apply first\n");
    }
}
