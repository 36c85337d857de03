package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An apply to many tenants whose process is killed half-way. */
final class ManyTenantsTest {
    private static final int TENANTS = 200;

    private static final String WITH_TOTAL = Shop.ORDERS.replace("note: text", "note: text\n      total: bigint");

    @TempDir
    Path folder;

    @Test
    void theNextApplyGoesOnWithThoseThatAreLeft() throws Exception {
        Shop shop = shop();
        assertThat(shop.plumb("apply", "--yes").exitCode()).isZero();
        shop.declaring(WITH_TOTAL);
        try (PlumbProcess process = PlumbProcess.start(shop.shell(), "apply", "--yes")) {
            process.awaitMessage("applied " + TENANTS / 2 + " of " + TENANTS);
            process.signal("KILL");
            process.await();
        }
        shop.awaitNobody();
        long done = shop.database().count("select count(*) from pg_attribute where attname = 'total'");
        assertThat(done).isBetween(TENANTS / 2L, TENANTS - 1L);

        Outcome next = shop.plumb("apply", "--yes");

        assertThat(next.exitCode()).as(next.toString()).isZero();
        assertThat(next.out())
                .contains("prod: 200 tenants, " + done + " were in plumb, " + (TENANTS - done) + " applied\n");
        assertThat(shop.database().count("select count(*) from pg_attribute where attname = 'total'"))
                .isEqualTo(TENANTS);
        assertThat(shop.plumb("status", "--check"))
                .isEqualTo(new Outcome(0, "prod: 200 tenants, all in plumb, nothing to do\n", ""));
    }

    private Shop shop() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                    namespace: "${tenant}_"
                    tenants: {sql: "select 't' || lpad(n::text, 3, '0') from generate_series(1, %d) n"}
                """.formatted(TENANTS));
        return shop;
    }
}
