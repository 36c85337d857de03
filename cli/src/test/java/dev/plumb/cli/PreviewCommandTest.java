package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PreviewCommandTest {
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

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    private Shell project() {
        Shell shell = Shell.in(folder)
                .with("DATABASE_URL", database.url())
                .file("plumb.yaml", """
                        project: shop
                        environments:
                          staging: {database: "${DATABASE_URL}"}
                          prod: {database: "${DATABASE_URL}", protected: true}
                        """)
                .file("schema/shop.yaml", ORDERS);
        assertThat(shell.plumb("apply", "-e", "staging", "--yes").exitCode()).isZero();
        assertThat(shell.plumb("apply", "-e", "prod", "--yes").exitCode()).isZero();
        return shell;
    }

    @Test
    void whatIsTheSameEverywhereIsSaidOnceAndARefusalFirst() {
        Shell shell = project().file("schema/shop.yaml", ORDERS.replace("note: text", "paid: boolean"));

        Outcome outcome = shell.plumb("preview", "-e", "staging,prod");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(outcome.out().replaceAll("`[0-9a-f]{12}`", "`digest`")).startsWith("""
                        <!-- plumb:preview project=shop -->
                        ### Schema of shop: refused in prod; needs approval in staging

                        | environment | result | changes | filling | effects |
                        |---|---|---|---|---|
                        | `staging` (live) | needs approval | 1 to create, 1 to drop, **1 destructive** |  | `digest` |
                        | `prod` (live) | **refused** | 1 to create, 1 to drop, **1 destructive** |  | `digest` |

                        **Refused in prod**
                        - prod is protected, and nothing says that this is meant to go: shop/orders.note""");
        assertThat(outcome.out())
                .containsOnlyOnce("**Destructive in staging, prod**\n- `- shop/orders.note` drop column")
                .containsOnlyOnce("+ shop/orders.paid")
                .contains("alter table staging_shop.orders", "alter table prod_shop.orders");
    }

    @Test
    void allEnvironmentsAreShownWhenNoneIsNamedAlsoWhenOneOfThemIsLost() {
        Shell shell = project().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}"}
                  gone: {database: "postgresql://nobody@localhost:1/nowhere"}
                  unset: {database: "${UNSET_URL}"}
                """);

        Outcome outcome = shell.plumb("preview");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(outcome.out())
                .contains("### Schema of shop: no plan in gone, unset\n")
                .contains("| `staging` (live) | no changes |")
                .contains("**No plan for gone**\n- ", "**No plan for unset**\n- plumb.yaml:5:");
        assertThat(shell.plumb("preview", "-e", "staging,prud").exitCode()).isEqualTo(64);
    }

    @Test
    void aForkWithoutAnyDatabaseIsComparedWithWhereItLeftTheMainBranch() {
        Shell shell = Shell.in(folder).file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${STAGING_URL}"}
                  prod: {database: "postgresql://nobody@localhost:1/nowhere", protected: true}
                """).file("schema/shop.yaml", ORDERS);
        String commit;
        try (Repository repository = Repository.in(folder)) {
            commit = repository.commit("first").substring(0, 12);
            repository.branch("change");
        }
        shell.file("schema/shop.yaml", ORDERS.replace("note: text", "paid: boolean"));

        Outcome outcome = shell.plumb("preview");

        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(ExitCode.REFUSED.code());
        assertThat(outcome.out())
                .containsPattern(
                        "\\| `staging` \\(git merge base " + commit
                                + " of \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC, since its database cannot be reached from here\\) \\| needs approval \\|")
                .contains("prod is protected, and nothing says that this is meant to go: shop/orders.note");
        assertThat(shell.plumb("preview", "-e", "staging", "--base", "git:main").out())
                .contains("| `staging` (git main " + commit + " of 20");
        assertThat(shell.plumb("diff").out()).contains("drop column note");
        assertThat(shell.plumb("preview", "--base", "git:nothing")).isEqualTo(new Outcome(64, "", """
                error: there is no commit nothing
                  next: name a commit, a branch or a tag of this repository
                """));
        assertThat(shell.plumb("preview", "--base", "yesterday")).isEqualTo(new Outcome(64, "", """
                error: --base yesterday is nothing to compare with
                  next: write auto, live, git:REF with a commit or branch, or snapshot:FILE with what plumb snapshot wrote
                """));
        assertThat(shell.plumb("preview", "--base", "live").exitCode()).isEqualTo(ExitCode.FAILED.code());
    }

    @Test
    void annotationsNameTheLinesOfTheFiles() {
        Shell shell = project().file("schema/shop.yaml", ORDERS.replace("note: text", "note: text not null"));
        database.execute("insert into staging_shop.orders values (1, 'paid')");

        assertThat(shell.plumb("preview", "-e", "staging", "--format", "github").out())
                .startsWith("::notice file=schema/shop.yaml,line=6,col=7,title=")
                .contains("staging: alter column shop/orders.note: ");
        assertThat(shell.plumb("preview", "-e", "staging", "--format", "sarif").out())
                .contains("\"startLine\" : 6");
        assertThat(shell.plumb("preview", "-e", "staging", "--format", "gitlab").out())
                .contains("\"begin\" : 6");
        assertThat(shell.plumb("preview", "-e", "staging", "--format", "json").out())
                .contains("\"project\" : \"shop\"", "\"base\" : \"live\"");
    }

    @Test
    void onlyAPreviewBecomesAComment() {
        Shell shell = Shell.in(folder).file("notes.md", "hello\n");

        assertThat(shell.plumb("comment").err()).isEqualTo("""
                        error: which preview is not said
                          next: name the file that plumb preview -o wrote: --file preview.md
                        """);
        assertThat(shell.plumb("comment", "--file", "preview.md").err()).isEqualTo("""
                        error: cannot read --file preview.md
                          next: name the file that plumb preview -o wrote
                        """);
        assertThat(shell.plumb("comment", "--file", "notes.md").err()).isEqualTo("""
                        error: --file notes.md is no preview: its first line is not the mark of one
                          next: write it with plumb preview --format markdown -o FILE
                        """);
        Outcome nowhere = shell.file("preview.md", "<!-- plumb:preview project=shop -->\n")
                .plumb("comment", "-f", "preview.md");
        assertThat(nowhere.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(nowhere.err())
                .startsWith("error: this is no build of a pull request on GitHub or a merge request on GitLab");
    }
}
