package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HistoryCommandTest {
    @TempDir
    Path folder;

    private static String shown(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.out()
                .replaceAll("\\d{4}-\\S+Z, [^,]+, by \\S+@\\S+", "WHEN, TIME, by WHO")
                .replaceAll("effects [0-9a-f]+", "effects DIGEST")
                .replaceAll("commit [0-9a-f]+", "commit NAME");
    }

    @Test
    void beforeTheFirstApplyThereIsNone() {
        assertThat(shown(Shop.in(folder).plumb("history"))).isEqualTo("dev: nothing was applied yet\n");
    }

    @Test
    void runsAreListedTheNewestFirstWithTheCommitTheyCameFrom() {
        Shop shop = Shop.in(folder).applied();
        try (Repository repository = Repository.in(folder, "main")) {
            repository.commit("orders");
        }
        shop.withoutNote().plumb("apply", "--yes", "--allow-destructive");
        shop.database().execute("insert into dev_shop.orders (customer) values ('twice'), ('twice')");
        shop.declaring(Shop.ORDERS
                        .replace("text not null", "text not null unique")
                        .replace("      note: text\n", ""))
                .plumb("apply", "--yes");

        assertThat(shown(shop.plumb("history"))).startsWith("""
                        dev

                        run 3: failed, WHEN, TIME, by WHO
                          1 to create, 0 of 2 steps""").contains("""

                        run 2: succeeded, WHEN, TIME, by WHO
                          1 to drop, 1 step, effects DIGEST
                          commit NAME on main, with changes that were not committed

                        run 1: succeeded, WHEN, TIME, by WHO
                          2 to create, 2 steps, effects DIGEST
                        """).contains("  error: ");
        assertThat(shown(shop.plumb("history", "--limit", "1")))
                .endsWith("\nOlder runs are not shown; --limit shows more.\n")
                .doesNotContain("run 2");
        assertThat(shop.plumb("history", "--limit", "1", "--format", "json").out())
                .contains("\"run\" : 3", "\"outcome\" : \"failed\"", "\"clean\" : false", "\"branch\" : \"main\"");
        assertThat(shop.plumb("history", "--limit", "0")).isEqualTo(new Outcome(64, "", """
                error: --limit 0 shows no run
                  next: give 1 or more
                """));
    }
}
