package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigCommandTest {
    private static final String FILE = """
            project: shop
            variables:
              MODEL: small
              API_KEY: {secret: true, description: of the model's provider}
              LIMIT: {type: integer, default: 100}
            environments:
              dev: {database: embedded}
              prod:
                database: "postgresql://app:${DB_PASSWORD}@db.example.com/shop"
                protected: true
                variables: {MODEL: large}
                policy: {destructive: deny}
                drift: block
                keep_for: 30d
                requires: {after: dev, git_ref: main, clean_tree: true, approvals: 1}
            """;

    @TempDir
    Path folder;

    private Shell project() {
        return Shell.in(folder)
                .file("plumb.yaml", FILE)
                .file(".env", "API_KEY=sk-very-secret\n")
                .with("DB_PASSWORD", "hunter22");
    }

    @Test
    void saysWhereEachValueComesFromAndMasksSecrets() {
        Outcome outcome = project().plumb("config", "-e", "prod", "--explain", "--var", "LIMIT=5");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                project shop
                environment prod, protected
                  database   app@shop on db.example.com:5432
                  namespace  prod_
                  drift      block
                  keep_for   30 d 0 h
                  policy     destructive: deny
                  requires   the same effects in dev before
                  requires   the commit of main
                  requires   nothing that is not committed
                  requires   1 approval
                variables
                  API_KEY  ****   .env
                  LIMIT    5      the command line
                  MODEL    large  the environment's 'variables', plumb.yaml:11:24
                """);
    }

    @Test
    void isAlsoToBeHadAsJson() {
        Outcome outcome = project().plumb("config", "-e", "dev", "--format", "json");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out())
                .contains("\"namespace\" : \"dev_\"", "\"origin\" : \"the default\"", "\"protected\" : false")
                .doesNotContain("very-secret");
    }

    @Test
    void aVariableThatIsNotSetFailsBeforeAnythingIsAsked() {
        Outcome outcome = Shell.in(folder)
                .file("plumb.yaml", FILE)
                .with("DB_PASSWORD", "hunter22")
                .plumb("plan", "-e", "prod");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).isEqualTo("""
                        error: the variable API_KEY is not set (of the model's provider)
                          where: plumb.yaml:4:3
                          next: set it in the process environment, in .env, with --var API_KEY=…, or under 'variables:' of the environment
                        """);
    }

    @Test
    void aVariableOfTheCommandLineNeedsANameAndAValue() {
        Outcome outcome = project().plumb("config", "-e", "dev", "--var", "LIMIT");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("--var needs a name and a value");
    }
}
