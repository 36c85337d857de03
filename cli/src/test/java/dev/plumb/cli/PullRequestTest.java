package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.ending;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A branch with a commit for every kind of change, as its reviewers see it: compared with the databases of staging and production, with
 * the commit that it left, and with snapshots. Golden files; run with {@code -Dgolden.write=true} to write them anew, then read the
 * difference.
 */
@TestMethodOrder(OrderAnnotation.class)
final class PullRequestTest {
    private static final Path RESOURCES = Path.of("src/test/resources/pull-request");

    private static final TestDatabase DATABASE = TestPostgres.latest().newDatabase();

    @TempDir
    static Path folder;

    private static Repository repository;

    private static Shell shell() {
        return Shell.in(folder).with("DATABASE_URL", DATABASE.url());
    }

    @BeforeAll
    static void commitOnABranch() throws IOException {
        repository = Repository.in(folder);
        Shell shell = shell().file(".gitignore", ".plumb/\nsnapshots/\n").file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}"}
                  prod: {database: "${DATABASE_URL}", protected: true}
                """);
        for (String file : List.of("shop.yaml", "crm.yaml")) {
            shell.file(
                    "schema/" + file,
                    Files.readString(RESOURCES.resolve("schema").resolve(file)));
        }
        repository.commit("the shop");
        Files.createDirectories(folder.resolve("snapshots"));
        for (String environment : List.of("staging", "prod")) {
            ok(shell.plumb("apply", "-e", environment, "--yes"));
            fill(environment);
        }
        DATABASE.execute("analyze");
        for (String environment : List.of("staging", "prod")) {
            ok(shell.plumb("snapshot", "-e", environment, "-o", "snapshots/" + environment + ".json"));
        }
        repository.branch("everything");
        Files.createDirectories(folder.resolve("migrations/data"));
        for (Edit edit : Edit.read("/pull-request/changes.txt")) {
            edit.applyTo(folder);
            repository.commit(edit.name());
        }
    }

    private static void fill(String environment) {
        String shop = environment + "_shop.";
        DATABASE.execute(
                "insert into " + shop + "customers (email) select i || '@example.org' from generate_series(1, 2000) i");
        DATABASE.execute("insert into " + shop + "products (id, code, title, size, price)"
                + " select i, 'SKU' || 10000 + i, 'a chair of kind ' || i, 'small', i from generate_series(1, 500) i");
        DATABASE.execute("insert into " + shop + "orders (id, customer) select i, i from generate_series(1, 1500) i");
        DATABASE.execute("insert into " + shop + "lines select i, 1 + i % 500, 2 from generate_series(1, 1500) i");
        DATABASE.execute(
                "insert into " + shop + "visits select date '2025-12-31' + i, '/', i from generate_series(0, 9) i");
        DATABASE.execute("insert into " + shop + "coupons values ('SPRING', 10)");
        DATABASE.execute("insert into " + environment + "_attic.letters values (1, 'Dear shop')");
        DATABASE.execute("insert into " + environment + "_crm.calls (id, customer) values (1, 1)");
    }

    @AfterAll
    static void close() {
        repository.close();
    }

    @Test
    @Order(1)
    void theDifferenceOfTheBranchNeedsNoDatabase() throws IOException {
        assertThat(repository.length()).isGreaterThan(40);

        Outcome diff = ok(Shell.in(folder).plumb("diff"));

        assertGolden("diff.txt", diff.out());
        assertThat(Shell.in(folder).plumb("diff", "--check").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"live, live", "git, git:main", "snapshot, snapshot:snapshots"})
    @Order(2)
    void thePreviewSaysItAllToPeople(String name, String base) throws IOException {
        Outcome preview =
                ending(ExitCode.REFUSED.code(), shell().plumb("preview", "-e", "staging,prod", "--base", base));

        assertGolden(name + ".md", preview.out());
    }

    @ParameterizedTest
    @CsvSource({"json, preview.json", "sarif, preview.sarif", "github, github.txt", "gitlab, gitlab.json"})
    @Order(2)
    void thePreviewSaysItAllToPrograms(String format, String file) throws IOException {
        Outcome preview =
                ending(ExitCode.REFUSED.code(), shell().plumb("preview", "-e", "staging,prod", "--format", format));

        assertGolden(file, preview.out());
    }

    @Test
    @Order(3)
    void onceMergedAndAppliedNothingIsLeftToSay() {
        ok(shell().plumb("apply", "-e", "staging", "--yes", "--allow-destructive"));
        ok(shell().plumb("work", "-e", "staging", "--once"));

        assertThat(ok(shell().plumb("preview", "-e", "staging", "--base", "live"))
                        .out())
                .startsWith("<!-- plumb:preview project=shop -->\n### Schema of shop: no changes\n");
    }

    private static void assertGolden(String file, String actual) throws IOException {
        Path golden = RESOURCES.resolve(file);
        String masked = masked(actual);
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(golden, masked);
        }
        assertThat(golden).hasContent(masked);
    }

    /** What depends on the moment, or on everything else that the golden file shows. */
    private static String masked(String text) {
        return Outcomes.masked(text)
                .replaceAll("\\b[0-9a-f]{40}\\b", "<commit>")
                .replaceAll("\\b[0-9a-f]{64}\\b", "<hash>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC", "<time>");
    }
}
