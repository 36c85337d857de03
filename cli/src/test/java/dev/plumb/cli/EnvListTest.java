package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code plumb env list}. */
final class EnvListTest {
    @TempDir
    Path folder;

    private Shop shop(String environments) {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", "project: shop\nenvironments:\n" + environments.indent(2));
        return shop;
    }

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    @Test
    void everyEnvironmentIsShownWithWhatIsKnownOfIt() {
        Shop shop = shop("""
                dev: {database: "${DATABASE_URL}"}
                staging: {database: "${DATABASE_URL}", namespace: ""}
                prod: {database: "${PROD_URL}", protected: true}
                local: {database: embedded, version: 17}
                away: {database: "postgresql://app:hush-hush@127.0.0.1:1/shop"}
                """);
        ok(shop.plumb("apply", "-e", "dev", "--yes"));
        String target = shop.asked(
                "select current_user || '@' || current_database() || ' on localhost:'" + " || current_setting('port')");
        String run =
                shop.asked("select 'run ' || id || ' succeeded, started ' || to_char(started_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.USZ') from plumb.run");
        String out = ok(shop.plumb("env", "list")).out();
        assertThat(out.replaceAll("0*Z by .*", "").replace(run.replaceAll("0*Z$", ""), "RUN"))
                .isEqualTo("""
                dev
                  database   %1$s
                  namespace  dev_
                  last run   RUN

                staging
                  database   %1$s
                  namespace  (empty)
                  last run   none yet

                prod, protected
                  last run   unknown: the variable PROD_URL is not set

                local
                  database   embedded PostgreSQL 17, server 'local'
                  namespace  local_
                  last run   unknown: its server is not running

                away
                  database   app@shop on 127.0.0.1:1
                  namespace  away_
                  last run   unknown: nothing listens at 127.0.0.1:1
                """.formatted(target));
        assertThat(folder.resolve(".plumb")).doesNotExist();
    }

    @Test
    void theDocumentSaysTheSameWithoutSecrets() {
        Shop shop = shop("""
                dev: {database: "${DATABASE_URL}"}
                away: {database: "postgresql://app:hush-hush@127.0.0.1:1/shop", protected: true}
                """);
        String json = ok(shop.plumb("env", "list", "--format", "json")).out();
        assertThat(json)
                .contains("\"name\" : \"away\"", "\"protected\" : true", "\"unknown\" : ")
                .contains("\"namespace\" : \"dev_\"")
                .doesNotContain("hush-hush");
    }

    @Test
    void anEnvironmentOfTenantsIsOne() {
        String serving =
                "prod: {database: \"${DATABASE_URL}\", namespace: \"${tenant}_\", tenants: [acme, bolt, cube]}";
        Shop shop = shop(serving);
        ok(shop.plumb("apply", "--yes", "--tenant", "acme", "--tenant", "cube"));
        assertThat(ok(shop.plumb("env", "list")).out())
                .containsPattern(
                        "^prod\n  database   .*\n  tenants    3, applied to 2\n  last run   run 2 succeeded, ");
        shop.shell().file("plumb.yaml", "project: shop\nenvironments:\n  " + serving.replace("acme", "dora") + "\n");
        assertThat(ok(shop.plumb("env", "list")).out())
                .contains("\n  tenants    3, applied to 1; no tenant's any more: acme_\n");
        assertThat(ok(shop.plumb("env", "list", "--format", "json")).out().replaceAll("\\s+", " "))
                .contains("\"tenants\" : { \"now\" : 3, \"applied\" : 1, \"former\" : [ \"acme_\" ] }");
    }

    @Test
    void aDatabaseOfAnotherEnvironmentIsSaidToBeThat() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\", namespace: \"\"}");
        ok(shop.plumb("apply", "--yes"));
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {dev: {database: \"${DATABASE_URL}\", namespace: \"\"}}\n");
        assertThat(ok(shop.plumb("env", "list")).out())
                .endsWith("  last run   unknown: its database is that of environment prod\n");
    }
}
