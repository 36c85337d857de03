package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb snapshot}, and previews of what it wrote. */
final class SnapshotCommandTest {
    private static final String DATA = "migrations/data/0001_first.sql";

    @TempDir
    Path folder;

    private Shop shop() {
        return Shop.in(folder);
    }

    private static String preview(Shop shop) {
        return ok(shop.plumb("preview", "--base", "snapshot:dev.json")).out();
    }

    @Test
    void anEnvironmentIsPlannedForWithoutItsDatabase() {
        Shop shop = shop().applied();
        shop.database()
                .execute("insert into dev_shop.orders (customer) select 'c' || i from generate_series(1, 1234) i");
        shop.database().execute("analyze");
        ok(shop.plumb("snapshot", "-o", "dev.json"));
        shop.database().execute("drop schema plumb, dev_shop cascade");

        assertThat(preview(shop))
                .contains("### Schema of shop: no changes\n", "| `dev` (snapshot of 20", ": run 1 of 20");
        assertThat(preview(shop.withoutNote())).contains("data loss: the values of about 1,234 rows go");
    }

    @Test
    void whatHasRunOnceIsNotPlannedAgainAndWhatOthersChangedIsTold() throws IOException {
        Shop shop = shop();
        Files.createDirectories(folder.resolve(DATA).getParent());
        Files.writeString(folder.resolve(DATA), "insert into shop.orders (customer) values ('first');\n");
        shop.applied();
        shop.database().execute("alter table dev_shop.orders alter column note set default 'none'");
        ok(shop.plumb("snapshot", "-o", "dev.json"));
        Files.writeString(folder.resolve("migrations/data/0002_second.sql"), "delete from shop.orders;\n");

        assertThat(preview(shop))
                .contains(
                        "<summary>Data, run once in dev</summary>\n\n- `migrations/data/0002_second.sql`, at the end\n\n",
                        "Changed by others since the last apply, in dev</summary>\n\n- column `shop/orders.note`\n")
                .doesNotContain(DATA);
    }

    @Test
    void beforeTheFirstApplyEverythingIsToBeMade() {
        Shop shop = shop();
        ok(shop.plumb("snapshot", "-o", "dev.json"));

        assertThat(preview(shop)).contains("UTC, before the first apply) | ready | ", "+ shop/orders` create table");
    }

    @Test
    void aSnapshotHoldsNoRowAndNoSecret() throws IOException {
        Shop shop = shop().applied();
        shop.database().execute("insert into dev_shop.orders (customer) values ('Edgar Codd')");
        ok(shop.plumb("snapshot", "-o", "dev.json"));

        assertThat(Files.readString(folder.resolve("dev.json"))).doesNotContain("Codd", "postgresql:");
    }

    @Test
    void whatIsNoSnapshotOfTheEnvironmentIsSaidToBeNone() throws IOException {
        Shop shop = shop().applied();
        assertEnds(shop.plumb("preview", "--base", "snapshot:dev.json"), 64, """
                error: there is no file dev.json
                  next: take a snapshot where the database can be reached: plumb snapshot -e dev -o dev.json
                """);
        ok(shop.plumb("snapshot", "-o", "dev.json"));
        String written = Files.readString(folder.resolve("dev.json"));
        Files.writeString(folder.resolve("dev.json"), written.replace("\"dev\"", "\"prod\""));
        assertThat(shop.plumb("preview", "--base", "snapshot:dev.json").out())
                .contains(
                        "dev.json is no snapshot that can be used: its checksum does not fit: it was changed after it was"
                                + " written; take a new one where the database can be reached: plumb snapshot -e ENV -o FILE");
        Files.writeString(folder.resolve("dev.json"), "{}");
        assertThat(shop.plumb("preview", "--base", "snapshot:dev.json").out())
                .contains("dev.json is no snapshot of an environment");
        Files.createDirectories(folder.resolve("all"));
        Files.writeString(folder.resolve("all/dev.json"), written);
        assertThat(ok(shop.plumb("preview", "--base", "snapshot:all")).out()).contains("no changes");
        Files.writeString(
                folder.resolve("plumb.yaml"),
                Files.readString(folder.resolve("plumb.yaml")).replace("project: shop", "project: other"));
        assertEnds(shop.plumb("preview", "--base", "snapshot:all"), 64, """
                error: all/dev.json is a snapshot of dev of shop, not of dev of other
                  next: name the one of dev, or a folder with one for each: prod.json, staging.json
                """);
    }

    @Test
    void afterAnApplyThatDidNotComeToItsEndThereIsNothingToShow() {
        Shop shop = shop().applied();
        shop.database().execute("update plumb.run set outcome = 'partial'");

        assertRefused(shop.plumb("snapshot"), """
                error: the last apply on dev did not come to its end: what stands there is not what was applied
                  next: apply again, then take the snapshot
                """);
    }
}
