package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Neither the password in a URL nor the value of a secret variable is anywhere but where it is used. */
final class SecretsTest {
    private static final String PASSWORD = "hunter22-in-the-url";
    private static final String API_KEY = "sk-value-of-the-secret";
    private static final String SPEC = """
            dir: shop
            tables:
              orders:
                columns:
                  id: {type: bigint, identity: always}
                  note: text
                primary_key: [id]
                computed:
                  hash: {type: text, function: text.sha256, args: {text: "${API_KEY}"}}
            """;

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    private final List<String> seen = new ArrayList<>();

    private Shell project() {
        return Shell.in(folder)
                .with("DATABASE_URL", database.url().replace("postgres@", "postgres:" + PASSWORD + "@"))
                .with("API_KEY", API_KEY)
                .file("plumb.yaml", """
                        project: shop
                        variables: {API_KEY: {secret: true}}
                        environments: {dev: {database: "${DATABASE_URL}"}}
                        """)
                .file("schema/shop.yaml", SPEC);
    }

    private Outcome run(Shell shell, String... arguments) {
        Outcome outcome = shell.plumb(arguments);
        seen.add(String.join(" ", arguments) + "\n" + outcome.out() + outcome.err());
        return outcome;
    }

    private void ok(Shell shell, String... arguments) {
        Outcome outcome = run(shell, arguments);
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    private void fails(Shell shell, String... arguments) {
        Outcome outcome = run(shell, arguments);
        assertThat(outcome.exitCode()).as(outcome.toString()).isNotZero();
    }

    @Test
    void neitherPlansNorTheLedgerNorMessagesHoldASecret() throws IOException, SQLException {
        Shell shell = project();
        database.execute("""
                create schema dev_shop;
                create table dev_shop.orders (id bigint generated always as identity primary key, note text);
                insert into dev_shop.orders (note) values ('a')""");
        for (String format : List.of("text", "json", "sql")) {
            ok(shell, "plan", "--format", format);
        }
        ok(shell, "plan", "-o", "plan.json");
        ok(shell, "show", "plan.json");
        ok(shell, "approve", "plan.json");
        ok(shell, "apply", "plan.json", "--yes", "--debug");
        database.execute("insert into dev_shop.orders (note) values ('b')");
        ok(shell, "work", "--once");
        for (String verb : List.of("status", "errors", "functions")) {
            ok(shell, verb);
        }
        ok(shell, "backfill", "status");
        ok(shell, "inspect");
        for (String format : List.of("text", "json")) {
            ok(shell, "config", "--explain", "--format", format);
        }
        fails(shell, "apply", "plan.json", "--yes", "--debug");
        fails(shell.file("schema/shop.yaml", SPEC.replace("note: text", "note: no_such_type")), "plan", "--debug");
        fails(project().with("DATABASE_URL", "postgresql://app:" + PASSWORD + "@localhost:1/shop"), "plan", "--debug");
        fails(project().with("DATABASE_URL", "postgresql//app:" + PASSWORD + "@localhost:1/shop"), "plan", "--debug");

        for (String text : seen) {
            assertThat(text).doesNotContain(PASSWORD, API_KEY);
        }
        assertThat(Files.readString(folder.resolve("plan.json")))
                .contains("${API_KEY}")
                .doesNotContain(PASSWORD, API_KEY);
        assertThat(dump()).contains("${API_KEY}").doesNotContain(PASSWORD, API_KEY);
        assertThat(database.count("select count(*) from dev_shop.orders where hash is not null"))
                .as("rows whose values the secret went into")
                .isEqualTo(2);
    }

    /** Every row of every table of the ledger, and the code that keeps columns right. */
    private String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            List<String> queries = new ArrayList<>(List.of(
                    "select prosrc from pg_proc where pronamespace in ('plumb'::regnamespace, 'dev_shop'::regnamespace)",
                    "select description from pg_description"));
            try (ResultSet table =
                    statement.executeQuery("select quote_ident(tablename) from pg_tables where schemaname = 'plumb'")) {
                while (table.next()) {
                    queries.add("select t::text from plumb." + table.getString(1) + " t");
                }
            }
            assertThat(queries).hasSizeGreaterThan(10);
            for (String query : queries) {
                try (ResultSet row = statement.executeQuery(query)) {
                    while (row.next()) {
                        dump.append(row.getString(1)).append('\n');
                    }
                }
            }
        }
        return dump.toString();
    }
}
