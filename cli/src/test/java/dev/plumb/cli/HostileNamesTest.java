package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and texts that were not meant to be easy, through every command. */
final class HostileNamesTest {
    private static final String LONGEST = "ж".repeat(31) + "x";

    private static final String SPEC = """
            dir: '"Ünï / "".x"/select'
            comment: "'; drop schema public; -- ${NOT_A_VARIABLE} $$ $tag$"
            types:
              "My Type": {enum: ["a'b", 'c"d', "${E}", "$$"]}
            tables:
              "Order Items":
                comment: "$x$ it's \\"quoted\\" ${HOME} \\\\ back"
                columns:
                  type:         {type: bigint, identity: always}
                  "user":       text not null default 'O''Brien; drop table x; --'
                  "a.b/c":      {type: text, default: "'${X} $$ $tag$'"}
                  "Quo\\"te":    {type: '"My Type"', default: "'a''b'"}
                  "%s":         integer
                  on:           boolean not null default true
                primary_key: [type]
                unique: {"Uniq \\"e": ["a.b/c"]}
                checks: {"check.me/now": "\\"user\\" <> 'a;b--c' and \\"a.b/c\\" <> '$$'"}
                indexes:
                  "Idx \\"1": {on: ['lower("a.b/c")', '"%s" desc'], where: '"Quo""te" <> ''c"d'''}
              table:
                columns:
                  select: bigint references "Order Items"(type)
            views:
              "View.of/it": select i.type, i."a.b/c" as "x""y", "table"."select" from "Order Items" i join "table" on true
            """.formatted(LONGEST, LONGEST);

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void writeTheProject() {
        shell = Shell.in(folder).with("DATABASE_URL", database.url());
        shell.file("plumb.yaml", "project: hostile\nenvironments:\n  dev: {database: \"${DATABASE_URL}\"}\n");
        shell.file("schema/hostile.yaml", SPEC);
    }

    @Test
    void everyCommandTakesThemAsTheyAre() {
        succeeds("validate");
        assertThat(succeeds("plan").out()).contains("Order Items");
        succeeds("plan", "--format", "json");
        String sql = succeeds("plan", "--format", "sql").out();
        assertThat(sql).contains(LONGEST, "\"Order Items\"", "'O''Brien; drop table x; --'");
        succeeds("apply", "--yes");
        succeeds("plan", "--check");
        succeeds("status", "--check");
        assertThat(succeeds("inspect").out()).contains("Order Items");
        succeeds("db", "url");

        succeeds("inspect", "--url", database.url(), "--out", "found");
        assertThat(shell.plumb("status", "-C", "found", "-e", "live", "--check").exitCode())
                .as("the database is that of the project hostile")
                .isEqualTo(4);
        succeeds("db", "adopt", "-C", "found", "-e", "live", "--yes");
        succeeds("status", "-C", "found", "-e", "live", "--check");
    }

    @Test
    void theyCanBeChangedAndDropped() {
        succeeds("apply", "--yes");
        shell.file("schema/hostile.yaml", SPEC.replace("\"user\":       text not null", "\"user\":       varchar(99)"));
        succeeds("apply", "--yes", "--allow-destructive");
        succeeds("plan", "--check");
        shell.file("schema/hostile.yaml", "dir: other\n");
        succeeds("apply", "--yes", "--allow-destructive");
        succeeds("plan", "--check");
    }

    private Outcome succeeds(String... arguments) {
        Outcome outcome = shell.plumb(arguments);
        assertThat(outcome.exitCode())
                .as(String.join(" ", arguments) + "\n" + outcome)
                .isZero();
        return outcome;
    }
}
