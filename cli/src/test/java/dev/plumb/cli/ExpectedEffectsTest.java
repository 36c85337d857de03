package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.plan.render.PlanJson;
import dev.plumb.testing.TestPostgres;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files in two environments of one database. */
final class ExpectedEffectsTest {
    private static final String TOTAL = Shop.ORDERS.replace("    primary_key: [id]\n", """
                primary_key: [id]
                computed: {shout: {type: text, sql: "upper(customer)"}}
                indexes: {orders_customer_idx: [customer]}
            """);

    @TempDir
    Path folder;

    private Shop shop() {
        TestPostgres.TestDatabase database = TestPostgres.latest().newDatabase();
        Shell shell = Shell.in(folder).with("DATABASE_URL", database.url()).file("plumb.yaml", """
                        project: shop
                        environments:
                          staging: {database: "${DATABASE_URL}"}
                          prod: {database: "${DATABASE_URL}", namespace: ""}
                        """);
        return new Shop(shell, database).declaring(Shop.ORDERS);
    }

    private static String digest(Shop shop, String environment) {
        Outcome outcome = shop.plumb("plan", "-e", environment, "--format", "json");
        return PlanJson.read(outcome.out()).effectDigest().orElseThrow();
    }

    private static void apply(Shop shop, String environment) {
        Outcome outcome = shop.plumb("apply", "--yes", "-e", environment);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    @Test
    void theSameEffectsHaveTheSameDigestInEveryEnvironmentWhateverRowsThereAre() {
        Shop shop = shop();
        assertThat(digest(shop, "staging")).isEqualTo(digest(shop, "prod")).hasSize(64);
        apply(shop, "staging");
        apply(shop, "prod");
        shop.database().execute("insert into shop.orders (customer) select 'c' || n from generate_series(1, 500) n");
        shop.declaring(TOTAL);
        String staging = digest(shop, "staging");
        assertThat(staging).isEqualTo(digest(shop, "prod"));
        assertThat(shop.plumb("plan", "-e", "prod").out()).contains("\nEffects: " + staging.substring(0, 12) + "\n");

        apply(shop, "staging");
        Outcome prod = shop.plumb("apply", "--yes", "-e", "prod", "--expect-digest", staging.substring(0, 8));
        assertThat(prod.exitCode()).as(prod.toString()).isZero();
        assertThat(prod.out()).endsWith(", effects " + staging.substring(0, 12) + "\n");
        assertThat(shop.asked("select effect_digest from plumb.run order by id desc limit 1"))
                .isEqualTo(staging);
        assertThat(shop.plumb("apply", "--yes", "-e", "prod", "--expect-digest", staging))
                .isEqualTo(new Outcome(0, "prod: in plumb, nothing to do\n", ""));
    }

    @Test
    void otherEffectsThanTheExpectedOnesAreNamedAndNothingIsApplied() {
        Shop shop = shop();
        apply(shop, "staging");
        apply(shop, "prod");
        shop.declaring(TOTAL);
        apply(shop, "staging");
        String expected = shop.asked("select effect_digest from plumb.run order by id desc limit 1");
        shop.database().execute("create index by_hand on shop.orders (note)");
        assertThat(digest(shop, "prod")).isEqualTo(expected);
        shop.declaring(TOTAL.replace("upper(customer)", "lower(customer)")
                .replace("note: text", "note: {type: text, default: \"'-'\"}"));
        String found = digest(shop, "prod").substring(0, 12);

        Outcome outcome = shop.plumb("apply", "--yes", "-e", "prod", "--expect-digest", expected.substring(0, 12));

        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).isEqualTo("""
                        error: the effects are not those of %s, so nothing was applied: they now are %s; column shop/orders.note: \
                        alter was not expected; column shop/orders.shout: expected to create differently
                          next: look at the plan, then expect its digest, %s
                        """.formatted(expected.substring(0, 12), found, found));
        assertThat(shop.plumb("plan", "-e", "prod", "--check").exitCode()).isEqualTo(2);
    }

    @Test
    void whatIsNoDigestIsAUsageError() {
        assertThat(shop().plumb("apply", "-e", "prod", "--expect-digest", "12ab"))
                .isEqualTo(new Outcome(64, "", """
                        error: --expect-digest 12ab is not the digest of a plan
                          next: give at least 8 of the hexadecimal digits that the plan ends with
                        """));
    }
}
