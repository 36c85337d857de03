package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiffCommandTest {
    private static final String ORDERS = """
            dir: shop
            tables:
              orders:
                columns:
                  id: bigint not null
                  note: text
                primary_key: [id]
            """;

    @TempDir
    Path folder;

    /** Whose environment's database does not exist. */
    private Shell project() {
        return Shell.in(folder)
                .file(".gitignore", ".plumb/\n")
                .file("plumb.yaml", """
                        project: shop
                        environments:
                          prod: {database: "postgresql://nobody@localhost:1/nowhere", protected: true}
                        """)
                .file("schema/shop.yaml", ORDERS);
    }

    @Test
    void twoVersionsAreComparedWithoutAnyDatabaseOfAnEnvironment() {
        Shell shell = project();
        try (Repository repository = Repository.in(folder)) {
            repository.commit("orders");
            repository.branch("feature");
            shell.file("schema/shop.yaml", ORDERS.replace("note: text", "paid: boolean"));
            repository.commit("paid");
            shell.file("schema/shop.yaml", ORDERS);

            assertThat(shell.plumb("diff", "main..feature").out().replaceAll("Effects: .*", "Effects: digest"))
                    .isEqualTo("""
                            main..feature: 1 to create, 1 to drop, 1 destructive

                            shop/orders
                              - DESTRUCTIVE drop column note: managed, no longer declared
                                  ! data loss: the values of an unknown number of rows go
                                    way out: take a copy first, or keep it declared
                                  ! brief exclusive lock: readers and writers of shop/orders wait for a moment
                                    way out: no action needed: the lock is given up after a short while and tried again
                                  ! breaks clients: statements of running applications that use the column shop/orders.note fail
                                    way out: deploy applications that no longer use it first
                              + create column paid: declared, not in the database (schema/shop.yaml:6:7)
                                  ! brief exclusive lock: readers and writers of shop/orders wait for a moment
                                    way out: no action needed: the lock is given up after a short while and tried again

                            Effects: digest
                            """);
            Outcome same = shell.plumb("diff", "--check");
            assertThat(same.exitCode()).as(same.toString()).isZero();
            assertThat(same.out()).endsWith("..: in plumb, nothing to do\n");
            assertThat(shell.plumb("diff", "feature", "--check").exitCode()).isEqualTo(ExitCode.DIFFERENCES.code());
            assertThat(shell.plumb("diff", "nowhere..feature")).isEqualTo(new Outcome(64, "", """
                    error: there is no commit nowhere
                      next: name a commit, a branch or a tag of this repository
                    """));
        }
    }

    @Test
    void threeDotsBeginWhereTheTwoHaveParted() {
        Shell shell = project();
        try (Repository repository = Repository.in(folder)) {
            repository.commit("orders");
            repository.branch("feature");
            shell.file("schema/shop.yaml", ORDERS.replace("note: text", "paid: boolean"));
            repository.commit("paid");
            repository.checkout("main");
            shell.file("schema/shop.yaml", ORDERS + "  customers:\n    columns: {id: bigint primary key}\n");
            repository.commit("customers");

            assertThat(shell.plumb("diff", "main..feature").out()).contains("drop column note", "drop table customers");
            assertThat(shell.plumb("diff", "main...feature").out())
                    .contains("drop column note")
                    .doesNotContain("customers");
            assertThat(shell.plumb("diff", "feature...").out())
                    .contains("create table customers")
                    .doesNotContain("note");
        }
    }

    @Test
    void aCloneWithoutItsHistoryIsToldHowToGetIt() throws IOException {
        Shell shell = project();
        try (Repository repository = Repository.in(folder, "feature")) {
            String newest = repository.commit("orders");
            Files.writeString(folder.resolve(".git/shallow"), newest + "\n");

            assertThat(shell.plumb("diff")).isEqualTo(new Outcome(64, "", """
                    error: there is nothing to compare with: no branch main or master, here or at origin, that this one has left; \
                    this clone has only the newest commits
                      next: name a commit, a branch or a tag: plumb diff BASE, or BASE..HEAD; or fetch the others first: \
                    git fetch --unshallow, in CI fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)
                    """));
        }
    }

    @Test
    void outsideOfARepositoryThereIsNothingToCompareWith() {
        assertThat(project().plumb("diff")).isEqualTo(new Outcome(64, "", """
                error: the project is in no Git repository
                  next: run it in a clone of the one that the spec is kept in
                """));
    }
}
