package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others change by hand in what Plumb manages. */
final class DriftTest {
    @TempDir
    Path folder;

    private Shop applied(String rules) {
        Shop shop = Shop.in(folder);
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\"" + rules + "}}\n");
        return shop.applied();
    }

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    @Test
    void itIsToldAndPutRightUnlessSomethingElseIsSaid() {
        Shop shop = applied("");
        shop.database().execute("alter table dev_shop.orders alter column note set not null");
        assertThat(ok(shop.plumb("plan")).out()).contains("""

                Changed by others since the last apply, made as declared by the next (1):
                  column shop/orders.note
                """);
        assertThat(ok(shop.plumb("plan", "--format", "json")).out())
                .contains("\"drift\" : [\n    {\n      \"address\" : \"shop/orders.note\"");
        ok(shop.plumb("apply", "--yes"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
    }

    @Test
    void itIsPutRightWithoutAWordWhereItIsIgnored() {
        Shop shop = applied(", drift: ignore");
        shop.database().execute("alter table dev_shop.orders drop column note");
        assertThat(ok(shop.plumb("plan")).out())
                .contains("+ create column note")
                .doesNotContain("Changed by others");
        ok(shop.plumb("apply", "--yes"));
    }

    @Test
    void itIsRefusedWhereItBlocks() {
        Shop shop = applied(", drift: block");
        shop.database().execute("alter table dev_shop.orders drop column note");
        String plan = ok(shop.plumb("plan")).out();
        String digest = plan.substring(plan.indexOf("Effects: ") + 9, plan.indexOf("Effects: ") + 21);
        assertThat(plan).contains("An apply would be refused:\n  x dev lets nothing pass");
        Outcome refused = shop.plumb("apply", "--yes", "--allow-destructive");
        assertThat(refused.exitCode()).isEqualTo(3);
        assertThat(refused.err()).isEqualTo("""
                error: dev lets nothing pass that others have changed since the last apply (drift: block), so nothing was applied: \
                shop/orders.note
                  next: take the change into the files or undo it there; to have it made as declared, approve that: \
                plumb approve -e dev --digest %s
                """.formatted(digest));

        ok(shop.plumb("approve", "--digest", digest));
        ok(shop.plumb("apply", "--yes"));
    }

    @Test
    void whatIsTakenIntoTheFilesPasses() {
        Shop shop = applied(", drift: block");
        shop.database().execute("alter table dev_shop.orders alter column note set not null");
        assertThat(shop.plumb("apply", "--yes").exitCode()).isEqualTo(3);
        ok(shop.declaring(Shop.ORDERS.replace("note: text", "note: text not null"))
                .plumb("apply", "--yes"));
    }

    @Test
    void whatTheFilesChangeIsNone() {
        Shop shop = applied(", drift: block");
        ok(shop.declaring(Shop.ORDERS.replace("note: text", "note: text not null"))
                .plumb("apply", "--yes"));
    }

    @Test
    void whatIsNotManagedIsNone() {
        Shop shop = applied(", drift: block");
        shop.database().execute("alter table dev_shop.orders add column theirs text");
        shop.database().execute("create index theirs_idx on dev_shop.orders (theirs)");
        ok(shop.declaring(Shop.ORDERS.replace("note: text", "note: text\n      more: text"))
                .plumb("apply", "--yes"));
    }
}
