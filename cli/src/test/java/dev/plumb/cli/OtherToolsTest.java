package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.changelog.FastCheckService;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that Liquibase or Flyway made: what is declared of it is adopted, and their own tables are left alone. */
final class OtherToolsTest {
    /** As Flyway writes it for PostgreSQL. */
    private static final String FLYWAY = """
            CREATE TABLE "shop"."flyway_schema_history" (
                "installed_rank" INT NOT NULL,
                "version" VARCHAR(50),
                "description" VARCHAR(200) NOT NULL,
                "type" VARCHAR(20) NOT NULL,
                "script" VARCHAR(1000) NOT NULL,
                "checksum" INTEGER,
                "installed_by" VARCHAR(100) NOT NULL,
                "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
                "execution_time" INTEGER NOT NULL,
                "success" BOOLEAN NOT NULL
            );
            ALTER TABLE "shop"."flyway_schema_history" ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
            CREATE INDEX "flyway_schema_history_s_idx" ON "shop"."flyway_schema_history" ("success")""";

    private static final String ORDERS = "create table shop.orders (id bigint primary key, note text)";

    @TempDir
    Path folder;

    private final TestDatabase database = TestPostgres.latest().newDatabase();

    private Shell shop() {
        return Shell.in(folder)
                .with("DATABASE_URL", database.url())
                .file("plumb.yaml", """
                        project: shop
                        environments:
                          dev: {database: "${DATABASE_URL}", namespace: ""}
                        """)
                .file("schema/shop.yaml", """
                        dir: shop
                        tables:
                          orders:
                            columns: {id: bigint, note: text}
                            primary_key: [id]
                        """);
    }

    @SuppressWarnings("try") // what is closed by Liquibase is the connection
    private void liquibase(String changelog) throws Exception {
        Files.writeString(folder.resolve("theirs.sql"), changelog);
        PostgresDatabase target = new PostgresDatabase();
        target.setConnection(new JdbcConnection(database.connect()));
        target.setLiquibaseSchemaName("shop");
        target.setDefaultSchemaName("shop");
        Scope.child(Map.of("liquibase.analytics.enabled", false), () -> {
            Scope.getCurrentScope().getSingleton(FastCheckService.class).clearCache();
            try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(folder);
                    Liquibase liquibase = new Liquibase("theirs.sql", files, target)) {
                liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                liquibase.update();
            }
        });
    }

    private String ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome.out();
    }

    private void assertThatAllCommandsLeaveAlone(Shell shell, String tool, String... tables) {
        for (String verb : new String[] {"plan", "status"}) {
            assertThat(ok(shell.plumb(verb)))
                    .contains("adopt table orders")
                    .contains(tool)
                    .contains(tables);
        }
        Outcome inspected = shell.plumb("inspect");
        assertThat(inspected.out())
                .contains("orders:")
                .doesNotContain("installed_rank", "orderexecuted", "lockgranted");
        assertThat(inspected.out() + inspected.err()).contains(tables);
        ok(shell.plumb("apply", "--yes"));
        ok(shell.plumb("plan", "--check"));
        Outcome destroyed = shell.plumb("env", "destroy", "--force");
        assertThat(ok(destroyed)).contains(tables[0]);
        assertThat(database.count("select count(*) from pg_tables where schemaname = 'shop'"))
                .isEqualTo(tables.length);
    }

    @Test
    void aDatabaseOfLiquibaseIsAdoptedWithoutItsTables() throws Exception {
        database.execute("create schema shop");
        liquibase("--liquibase formatted sql\n--changeset them:1\n" + ORDERS + ";\n");

        assertThatAllCommandsLeaveAlone(shop(), "Liquibase", "databasechangelog", "databasechangeloglock");
    }

    @Test
    void aDatabaseOfFlywayIsAdoptedWithoutItsTable() {
        database.execute("create schema shop");
        database.execute(FLYWAY);
        database.execute(ORDERS);

        assertThatAllCommandsLeaveAlone(shop(), "Flyway", "flyway_schema_history");
    }

    @Test
    void aTableOfTheUsersThatOnlyHasTheNameIsLikeAnyOther() {
        database.execute("create schema shop");
        database.execute("create table shop.schema_version (version text)");

        assertThat(ok(shop().plumb("inspect"))).contains("schema_version:");
    }

    @Test
    void theirTableCannotBeDeclared() {
        database.execute("create schema shop");
        database.execute(FLYWAY);
        database.execute(ORDERS);
        Shell shell = shop().file("schema/theirs.yaml", """
                dir: shop
                tables:
                  flyway_schema_history: {columns: {installed_rank: integer}}
                """);

        Outcome plan = shell.plumb("plan");
        assertThat(plan.exitCode()).isEqualTo(64);
        assertThat(plan.err()).contains("schema/theirs.yaml:3", "flyway_schema_history is Flyway's own", "take it out");
    }
}
