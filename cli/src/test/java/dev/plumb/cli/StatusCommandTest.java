package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatusCommandTest {
    @TempDir
    Path folder;

    @Test
    void beforeTheFirstApplyEverythingIsMissing() {
        Outcome outcome = Shop.in(folder).plumb("status", "--check");
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(2);
        assertThat(outcome.out())
                .contains("+ create table orders", "Next: plumb apply\n")
                .endsWith("\nLast apply: none yet\n");
    }

    @Test
    void afterAnApplyItIsInPlumbAndSaysWhoDidIt() {
        Outcome outcome = Shop.in(folder).applied().plumb("status", "--check");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .startsWith("dev: in plumb, nothing to do\n")
                .containsPattern("\nLast apply: run 1 succeeded, started \\S+ by \\S+ on \\S+");
    }

    @Test
    void whatIsNotManagedAndWhatIsNotCoveredIsListedAndIsNoDifference() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                        create table dev_shop.by_hand (id integer);
                        create function dev_shop.touch() returns integer language sql as 'select 1'
                        """);
        Outcome outcome = shop.plumb("status", "--check");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("Not managed, left alone (1):\n  table shop/by_hand\n")
                .contains("Not covered, left alone (1):\n  function shop/touch");
    }

    @Test
    void whatSomebodyChangedByHandIsADifference() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("alter table dev_shop.orders alter customer drop not null");
        Outcome outcome = shop.plumb("status", "--check");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).contains("~ alter column customer");
    }

    @Test
    void theDocumentHoldsThePlanAndTheLastRun() {
        Outcome outcome = Shop.in(folder).applied().plumb("status", "--format", "json");
        assertThat(outcome.out())
                .contains("\"in_plumb\" : true", "\"last_run\" : {\n    \"id\" : 1,", "\"outcome\" : \"succeeded\"");
    }
}
