package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb env diff A B}. */
final class EnvDiffTest {
    @TempDir
    Path folder;

    private Shop both() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                  staging: {database: "${DATABASE_URL}", namespace: stage_}
                """);
        ok(shop.plumb("apply", "-e", "dev", "--yes"));
        ok(shop.plumb("apply", "-e", "staging", "--yes"));
        return shop;
    }

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    @Test
    void environmentsOfTheSameFilesAreAlike() {
        Shop shop = both();
        assertThat(ok(shop.plumb("env", "diff", "dev", "staging", "--check")).out())
                .isEqualTo("dev and staging are alike\n");
    }

    @Test
    void whatDiffersIsToldInTheWordsOfTheSpecWhoeverMadeIt() {
        Shop shop = both();
        ok(shop.declaring(Shop.ORDERS.replace("note: text", "note: text not null")
                        + "  refunds:\n    columns: {id: bigint not null}\n    primary_key: [id]\n")
                .plumb("apply", "-e", "staging", "--yes"));
        shop.database().execute("alter table stage_shop.orders alter column customer type varchar(80)");
        shop.database().execute("alter table dev_shop.orders add column byhand integer");
        shop.database().execute("create index on dev_shop.orders (customer)");
        assertThat(ok(shop.plumb("env", "diff", "dev", "staging")).out()).isEqualTo("""
                dev is not like staging: in dev, 1 to create, 2 to alter, 2 to drop

                shop/orders
                  - drop column byhand
                  ~ alter column customer
                      type: text -> character varying(80)
                  ~ alter column note
                      null: allowed -> not allowed
                  - drop index orders_customer_idx

                shop/refunds
                  + create table refunds
                """);
        assertThat(shop.plumb("env", "diff", "staging", "dev", "--check").exitCode())
                .isEqualTo(2);
        assertThat(ok(shop.plumb("env", "diff", "dev", "staging", "--format", "json"))
                        .out())
                .contains("\"alike\" : false", "\"address\" : \"shop/orders.byhand\"", "\"action\" : \"drop\"");
    }

    @Test
    void whereNothingIsAppliedAllIsMissing() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                  staging: {database: "${DATABASE_URL}", namespace: stage_}
                """);
        ok(shop.plumb("apply", "-e", "dev", "--yes"));
        assertThat(ok(shop.plumb("env", "diff", "staging", "dev")).out()).endsWith("""

                shop
                  + create directory shop

                shop/orders
                  + create table orders

                note: nothing is applied to staging
                """);
    }

    @Test
    void anUnknownEnvironmentIsAMistake() {
        Outcome outcome = both().plumb("env", "diff", "dev", "stagin");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                error: plumb.yaml has no environment 'stagin'
                  next: did you mean 'staging'?
                """);
    }
}
