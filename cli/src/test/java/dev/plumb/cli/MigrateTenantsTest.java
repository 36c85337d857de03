package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb migrate} where an environment has tenants: one list of changelogs, and for each of them what he has run of it. */
final class MigrateTenantsTest {
    @TempDir
    Path folder;

    @Test
    void changelogsAreThoseOfAllTenantsAndRunForTheOneWhoIsNamed() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: [a, b, c-1]
                """);
        ok(shop.plumb("migrate", "new", "start"));
        assertThat(ok(shop.plumb("migrate", "verify")).out()).contains("come to what is declared");

        Outcome nobody = ending(64, shop.plumb("migrate", "up", "--yes"));
        assertThat(nobody.err()).contains("has tenants, and none was chosen", "--tenant NAME");
        Outcome quoted = ending(3, shop.plumb("migrate", "up", "--yes", "--tenant", "c-1"));
        assertThat(quoted.err()).contains("'c-1_'", "cannot be a parameter of changelogs");

        ok(shop.plumb("migrate", "up", "--yes", "--tenant", "a"));
        assertThat(ok(shop.plumb("migrate", "status", "--check", "--tenant", "a"))
                        .out())
                .startsWith("prod, tenant a: ")
                .contains("none to run");
        ending(2, shop.plumb("migrate", "status", "--check", "--tenant", "b"));
        assertThat(shop.asked("select string_agg(nspname, ' ') from pg_namespace where nspname like '%\\_shop'"))
                .isEqualTo("a_shop");

        ok(shop.plumb("apply", "--yes", "--tenant", "b"));
        Outcome applied = ending(3, shop.plumb("migrate", "up", "--yes", "--tenant", "b"));
        assertThat(applied.err()).contains("plumb migrate sync -e prod --tenant b");
        ok(shop.plumb("migrate", "sync", "--tenant", "b"));
        ok(shop.plumb("migrate", "rollback", "--yes", "--allow-destructive", "--tenant", "a"));
        assertThat(shop.asked("select string_agg(nspname, ' ') from pg_namespace where nspname like '%\\_shop'"))
                .isEqualTo("b_shop");
    }
}
