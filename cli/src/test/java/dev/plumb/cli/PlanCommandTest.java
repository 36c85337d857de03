package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.plan.render.PlanJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
    @TempDir
    Path folder;

    @Test
    void whatWouldBeCreatedIsShownWithTheCommandThatCreatesIt() {
        Outcome outcome = Shop.in(folder).plumb("plan");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("dev: ")
                .contains("+ create table orders: declared, not in the database (schema/shop.yaml:3:3)")
                .endsWith("\nNext: plumb apply\n");
    }

    @Test
    void aMachineIsToldNoNextCommand() {
        assertThat(Shop.in(folder).with("CI", "true").plumb("plan").out()).doesNotContain("Next:");
    }

    @Test
    void checkingAnswersWithTheExitCode() {
        Shop shop = Shop.in(folder);
        assertThat(shop.plumb("plan", "--check").exitCode()).isEqualTo(2);
        shop.applied();
        assertThat(shop.plumb("plan", "--check")).isEqualTo(new Outcome(0, "dev: in plumb, nothing to do\n", ""));
    }

    @Test
    void theDocumentSaysWhatTheTextSays() {
        Shop shop = Shop.in(folder).applied().withoutNote();
        PlanDocument document =
                PlanJson.read(shop.plumb("plan", "--format", "json").out());
        assertThat(document.applicable()).isTrue();
        assertThat(document.destructiveAddresses()).containsExactly("shop/orders.note");
        assertThat(shop.plumb("plan").out())
                .contains("- DESTRUCTIVE drop column note: managed, no longer declared")
                .endsWith("Next: plumb apply --allow shop/orders.note\n");
    }

    @Test
    void theScriptDoesWhatAnApplyDoes() throws IOException {
        Shop shop = Shop.in(folder);
        assertThat(shop.plumb("plan", "--format", "sql", "-o", "plan.sql")).isEqualTo(new Outcome(0, "", ""));
        String script = Files.readAllLines(folder.resolve("plan.sql")).stream()
                .filter(line -> !line.startsWith("\\"))
                .collect(Collectors.joining("\n"));
        shop.database().execute(script);
        Outcome plan = shop.plumb("plan", "--check");
        assertThat(plan.exitCode()).as(plan.toString()).isZero();
        assertThat(plan.out()).contains("to adopt");
    }

    @Test
    void aServerThatIsNotThereIsSaidInTheDocumentToo() {
        Shop shop = Shop.in(folder).with("DATABASE_URL", "postgresql://app:secret-1@localhost:1/x");
        Outcome outcome = shop.plumb("plan", "--format", "json");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).startsWith("error: ").contains("\n  next: ").doesNotContain("secret-1");
        PlanDocument document = PlanJson.read(outcome.out());
        assertThat(document.failed()).isTrue();
        assertThat(document.problems())
                .singleElement()
                .asString()
                .contains("localhost")
                .doesNotContain("secret-1");
    }

    @Test
    void aTypeThatTheServerDoesNotKnowIsAMistakeInTheFile() {
        Outcome outcome = Shop.in(folder)
                .declaring("dir: shop\ntables: {orders: {columns: {id: bigintt}}}\n")
                .plumb("plan");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .contains("bigintt", "where: schema/shop.yaml:2:")
                .doesNotContain("\tat ");
    }

    @Test
    void anEnvironmentThatIsNotThereIsAnsweredWithTheNearest() {
        Outcome outcome = Shop.in(folder).plumb("plan", "-e", "dve");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("has no environment 'dve'", "did you mean 'dev'?");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        Outcome outcome = Shell.in(folder)
                .file("plumb.yaml", "environments: {dev: {database: \"${NO_SUCH_URL}\"}}\n")
                .plumb("plan");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("NO_SUCH_URL", "plumb.yaml:1:");
    }

    @Test
    void debugAddsTheStackTraceAndNothingElseShowsIt() {
        Shop shop = Shop.in(folder).with("DATABASE_URL", "postgresql://localhost:1/x");
        assertThat(shop.plumb("plan").err()).doesNotContain("\tat ");
        assertThat(shop.plumb("plan", "--debug").err()).contains("\tat ");
    }
}
