package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of tenants, and of sandboxes. */
final class KeptOfTenantsTest {
    @TempDir
    Path folder;

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private static Shop withoutNote(Shop shop) {
        return shop.declaring(Shop.ORDERS.replace("      note: text\n", "")
                + "removed:\n  - {column: orders.note, action: keep, reason: moved}\n");
    }

    private Shop tenants(String keys) {
        Shop shop = Shop.in(folder);
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {prod: {database: \"${DATABASE_URL}\", namespace: \"${tenant}_\","
                                + " tenants: [acme, bolt, cano]" + keys + "}}\n");
        ok(shop.plumb("apply", "--yes"));
        for (String tenant : List.of("acme", "bolt", "cano")) {
            shop.database().execute("insert into " + tenant + "_shop.orders (customer, note) values ('Ann', 'first')");
        }
        ok(withoutNote(shop).plumb("apply", "--yes"));
        return shop;
    }

    @Test
    void tenantsOfWhomSomethingElseIsKeptAreNotAlike() {
        Shop shop = tenants("");
        assertThat(ok(shop.plumb("kept", "list", "--tenant", "bolt")).out()).contains("column shop/orders.note\n");
        assertThat(shop.plumb("kept", "purge", "shop/orders.note", "--force")).isEqualTo(new Outcome(64, "", """
                error: environment 'prod' has tenants, and none was chosen
                  next: choose the one that is meant: --tenant NAME, of acme, bolt, cano
                """));
        assertThat(shop.plumb("kept", "purge", "shop/orders.note", "--tenant", "acme"))
                .isEqualTo(new Outcome(3, "", """
                        error: there is no terminal to ask on, so nothing was dropped
                          next: say that it is meant: plumb kept purge -e prod --tenant acme shop/orders.note --force
                        """));
        ok(shop.plumb("kept", "purge", "shop/orders.note", "--tenant", "acme", "--force"));
        assertThat(ok(shop.plumb("kept", "restore", "shop/orders.note", "--tenant", "bolt"))
                        .out())
                .endsWith("plumb plan -e prod --tenant bolt\n");
        Outcome again = ok(shop.declaring(Shop.ORDERS).plumb("apply", "--yes"));
        assertThat(again.out()).contains("prod: 3 tenants, 1 were in plumb, 2 applied\n");
        assertThat(again.err()).contains("applied 2 of 2: cano\n").doesNotContain("bolt");

        Outcome refused = withoutNote(shop).plumb("apply", "--yes");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).contains("""
                error: tenant cano: shop/orders.note: it is to be kept, and another one that was removed before is kept already
                    nothing was applied
                  next: purge that one first: plumb kept purge shop/orders.note -e prod --tenant cano
                """);
        ok(shop.plumb("kept", "purge", "shop/orders.note", "--tenant", "cano", "--force"));
        ok(shop.plumb("apply", "--yes"));
        assertThat(shop.asked("select count(*) from plumb.kept")).isEqualTo("3");
    }

    @Test
    void aPromiseToOneTenantIsNotBrokenForTheOthers() {
        Shop shop = tenants(", keep_for: 30d");
        shop.database().execute("""
                update plumb.kept set at = at - interval '60 days'
                where namespace in (select id from plumb.namespace where prefix <> 'cano_')""");
        shop.declaring("dir: shop\n");
        Outcome refused = shop.plumb("apply", "--yes", "--allow-destructive");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err())
                .contains(
                        "error: tenant cano: shop/orders: it is to go, and column shop/orders.note with it, which prod keeps until 20");
        ok(shop.plumb("apply", "--yes", "--allow-destructive", "--tenant", "acme", "--tenant", "bolt"));
        assertThat(ok(shop.plumb("env", "destroy", "--tenant", "cano", "--force"))
                        .out())
                .contains("note: what is kept of column shop/orders.note goes as well\n");
    }

    @Test
    void whatIsKeptOfASandboxIsItsOwnAndGoesWithIt() {
        Shop shop = Shop.in(folder).applied();
        ok(shop.plumb("env", "create", "-e", "dev", "--name", "ann"));
        ok(shop.plumb("apply", "-e", "dev/ann", "--yes"));
        ok(withoutNote(shop).plumb("apply", "-e", "dev/ann", "--yes"));
        assertThat(ok(shop.plumb("kept", "list", "-e", "dev")).out()).isEqualTo("dev: nothing is kept\n");
        assertThat(ok(shop.plumb("kept", "list", "-e", "dev/ann")).out()).contains("column shop/orders.note\n");
        ok(shop.declaring("dir: shop\nremoved:\n  - {table: orders, action: keep, reason: x}\n")
                .plumb("apply", "-e", "dev/ann", "--yes"));
        ok(shop.plumb("env", "destroy", "-e", "dev/ann", "--force"));
        assertThat(shop.asked("select count(*) from pg_namespace where nspname like '%ann%'"))
                .isEqualTo("0");
        assertThat(shop.asked("select to_regclass('dev_shop.orders') is not null"))
                .isEqualTo("t");
    }
}
