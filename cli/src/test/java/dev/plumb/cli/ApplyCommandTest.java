package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ApplyCommandTest {
    private static final Outcome NOTHING = new Outcome(0, "dev: in plumb, nothing to do\n", "");

    @TempDir
    Path folder;

    @Test
    void whatWasCreatedIsPrintedAndTheSecondTimeThereIsNothingToDo() {
        Shop shop = Shop.in(folder);
        Outcome outcome = shop.plumb("apply", "--yes");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("+ create table orders")
                .containsPattern("\napplied: \\d+ steps?, run 1, effects [0-9a-f]{12}\n$");
        assertThat(shop.plumb("apply", "--yes")).isEqualTo(NOTHING);
        assertThat(shop.plumb("apply")).isEqualTo(NOTHING);
    }

    @Test
    void withoutATerminalNothingIsAppliedUnlessItIsApproved() {
        Shop shop = Shop.in(folder);
        Outcome outcome = shop.plumb("apply");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .contains(
                        "error: there is no terminal to ask on, so nothing was applied\n  next: approve beforehand: --yes\n");
        assertThat(shop.plumb("plan", "--check").exitCode()).isEqualTo(2);
    }

    @Test
    void onATerminalThePlanIsShownAndThenThePersonIsAsked() {
        Outcome outcome = Shop.in(folder).typing("yes\n").plumb("apply", "--color", "never");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("+ create table orders", "applied: ");
        assertThat(outcome.err()).startsWith("Apply this to dev? [y/N] ");
    }

    @Test
    void whoeverDeclinesHasNothingApplied() {
        for (String answer : new String[] {"no\n", "\n", ""}) {
            Shop shop = Shop.in(folder);
            Outcome outcome = shop.typing(answer).plumb("apply", "--color", "never");
            assertThat(outcome.exitCode()).isEqualTo(3);
            assertThat(outcome.err()).contains("declined, so nothing was applied");
            assertThat(shop.plumb("plan", "--check").exitCode()).isEqualTo(2);
        }
    }

    @Test
    void approvingInAdvanceApprovesSafeChangesOnly() {
        Shop shop = Shop.in(folder).applied().withoutNote();
        Outcome outcome = shop.plumb("apply", "--yes");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.out()).contains("- DESTRUCTIVE drop column note");
        assertThat(outcome.err()).isEqualTo("""
                        error: destructive and not allowed, so nothing was applied: shop/orders.note
                          next: allow each by name: plumb apply --allow ADDRESS, or all of them: plumb apply --allow-destructive
                        """);
        assertThat(shop.plumb("plan", "--check").exitCode()).isEqualTo(2);
    }

    @Test
    void aDestructiveChangeIsAllowedByItsAddressOrByAllOfThem() {
        Shop shop = Shop.in(folder).applied().withoutNote();
        assertThat(shop.plumb("apply", "--yes", "--allow", "shop/orders.note").exitCode())
                .isZero();
        assertThat(shop.plumb("apply", "--yes", "--allow", "shop/orders.note")).isEqualTo(NOTHING);
        shop.declaring(Shop.ORDERS).applied().withoutNote();
        assertThat(shop.plumb("apply", "--yes", "--allow-destructive").exitCode())
                .isZero();
    }

    @Test
    void aPersonIsNotAskedAboutWhatWouldBeRefused() {
        Outcome outcome =
                Shop.in(folder).applied().withoutNote().typing("yes\n").plumb("apply", "--color", "never");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).doesNotContain("[y/N]");
    }

    @Test
    void anAllowedAddressThatIsNotInThePlanIsAnsweredWithTheNearest() {
        Outcome outcome =
                Shop.in(folder).applied().withoutNote().plumb("apply", "--yes", "--allow", "shop/orders.noet");
        assertThat(outcome).isEqualTo(new Outcome(64, "", """
                                error: --allow shop/orders.noet matches nothing in the plan
                                  next: did you mean shop/orders.note?
                                """));
    }

    @Test
    void theResultIsAlsoToBeHadAsJson() {
        Shop shop = Shop.in(folder);
        assertThat(shop.plumb("apply", "--yes", "--format", "json").out())
                .startsWith("{\n  \"format_version\" : \"1.0\",\n  \"run\" : 1,\n  \"plan\" : {");
        assertThat(shop.plumb("apply", "--yes", "--format", "json").out())
                .startsWith("{\n  \"format_version\" : \"1.0\",\n  \"plan\" : {");
    }

    @Test
    void aTimeThatIsNoneIsAUsageError() {
        Outcome outcome = Shop.in(folder).plumb("apply", "--lock-timeout", "soon");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("expected a duration such as 500ms, 30s or 5m, but was 'soon'");
    }

    @Test
    void aRoleThatMayNotCreateSchemasIsToldWhatItLacks() {
        Shop shop = Shop.in(folder);
        shop.database().execute("create role reader_" + shop.database().name() + " login");
        String url = shop.database()
                .url()
                .replace("postgres@", "reader_" + shop.database().name() + "@");
        Outcome outcome = shop.with("DATABASE_URL", url).plumb("apply", "--yes");
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err()).contains("permission denied", "  next: ").doesNotContain("\tat ", "Batch entry");
    }
}
