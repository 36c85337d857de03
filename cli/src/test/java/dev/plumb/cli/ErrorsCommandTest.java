package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.plan.render.PlanDocument;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ErrorsCommandTest {
    @TempDir
    Path folder;

    private Shop shopWithErrors() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                        create schema other_shop;
                        create table other_shop.orders ();
                        insert into plumb.cell_failure (relation, cell, key, error_type, message, attempts, at)
                        select r::regclass, plumb.cell_id(r::regclass, c), k::jsonb, e, m, a, t::timestamptz from (values
                          ('dev_shop.orders', 'note', '[1]', 'timeout', 'took too long', 3, '2026-01-01 00:00Z'),
                          ('dev_shop.orders', 'note', '[2]', 'timeout', 'took too long', 6, '2026-01-02 00:00Z'),
                          ('dev_shop.orders', 'note', '["a"]', 'bad_json', E'no \\u001b[31m value', 1, '2026-01-03 00:00Z'),
                          ('dev_shop.orders', 'customer', '[1]', '22012', 'division by zero', 1, '2025-01-01 00:00Z'),
                          ('other_shop.orders', 'note', '[1]', 'not_ours', '', 1, '2026-01-01 00:00Z')) e(r, c, k, e, m, a, t)
                        """);
        return shop;
    }

    @Test
    void theyAreCountedByTypeAndShownNewestFirst() {
        Outcome outcome = shopWithErrors().plumb("errors", "--limit", "3");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                        dev: 4 errors
                          shop/orders.customer: 1 22012
                          shop/orders.note: 2 timeout
                          shop/orders.note: 1 bad_json

                        shop/orders.note of row ["a"]: bad_json, 1 attempt, 2026-01-03T00:00:00Z
                            no \\u001b[31m value

                        shop/orders.note of row [2]: timeout, 6 attempts, 2026-01-02T00:00:00Z
                            took too long

                        shop/orders.note of row [1]: timeout, 3 attempts, 2026-01-01T00:00:00Z
                            took too long

                        The newest 3 of 4 are shown; --limit shows more.
                        """);
    }

    @Test
    void anAddressAsksForAColumnATableOrADirectory() {
        Shop shop = shopWithErrors();
        assertThat(shop.plumb("errors", "shop/orders.customer").out()).startsWith("dev: 1 error\n");
        assertThat(shop.plumb("errors", "shop/orders").out()).startsWith("dev: 4 errors\n");
        assertThat(shop.plumb("errors", "shop").out()).startsWith("dev: 4 errors\n");
        assertThat(shop.plumb("errors", "shop/orders.id").out()).isEqualTo("dev: no errors\n");
    }

    @Test
    void theyAreAlsoToBeHadAsJson() {
        Outcome outcome = shopWithErrors().plumb("errors", "shop/orders.customer", "--format", "json");
        assertThat(outcome.out()).isEqualTo("""
                        {
                          "format_version" : "VERSION",
                          "environment" : "dev",
                          "total" : 1,
                          "counts" : [
                            {
                              "address" : "shop/orders.customer",
                              "type" : "22012",
                              "count" : 1
                            }
                          ],
                          "errors" : [
                            {
                              "address" : "shop/orders.customer",
                              "key" : "[1]",
                              "type" : "22012",
                              "message" : "division by zero",
                              "attempts" : 1,
                              "at" : "2025-01-01T00:00:00Z"
                            }
                          ]
                        }
                        """.replace("VERSION", PlanDocument.FORMAT_VERSION));
    }

    @Test
    void anAddressThatLeadsNowhereIsAMistakeWithASuggestion() {
        Outcome outcome = Shop.in(folder).applied().plumb("errors", "shop/orders.note_");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                        error: dev has nothing at the address shop/orders.note_
                          next: did you mean shop/orders.note?
                        """);
    }

    @Test
    void beforeTheFirstApplyThereAreNone() {
        assertThat(Shop.in(folder).plumb("errors").out()).isEqualTo("dev: no errors\n");
    }
}
