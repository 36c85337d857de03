package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database knows whose it is. */
final class WrongTargetTest {
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

    private static void assertWrong(Outcome outcome, String message) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).isEqualTo(message);
    }

    @Test
    void aUrlThatLeadsToAnotherEnvironmentsDatabaseIsRefusedByEveryVerb() {
        Shop shop = shop("""
                staging: {database: "${STAGING_URL}", namespace: ""}
                prod: {database: "${DATABASE_URL}", namespace: ""}
                """);
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        Shop mistaken = shop.with("STAGING_URL", shop.database().url());
        String message = """
                error: this database is that of environment prod of shop, which has the same namespace
                  next: check the URL of staging; if it is meant to be here from now on: plumb db adopt -e staging
                """;
        assertWrong(mistaken.plumb("plan", "-e", "staging"), message);
        assertWrong(mistaken.plumb("apply", "-e", "staging", "--yes"), message);
        assertWrong(mistaken.plumb("status", "-e", "staging"), message);
        assertWrong(mistaken.plumb("approve", "-e", "staging"), message);
        assertWrong(mistaken.plumb("backfill", "status", "-e", "staging"), message);
        assertWrong(mistaken.plumb("errors", "-e", "staging"), message);
        assertWrong(mistaken.plumb("work", "--once", "-e", "staging"), message);
        assertWrong(mistaken.plumb("adopt", "-e", "staging", "--all"), message);
        assertWrong(mistaken.plumb("history", "-e", "staging"), message);
        assertWrong(mistaken.plumb("kept", "list", "-e", "staging"), message);
        assertWrong(mistaken.plumb("kept", "restore", "shop/orders", "-e", "staging"), message);
        assertWrong(mistaken.plumb("kept", "purge", "--expired", "-e", "staging", "--force"), message);
        assertWrong(mistaken.plumb("env", "destroy", "-e", "staging", "--force"), message);
        assertWrong(mistaken.plumb("env", "reset", "-e", "staging", "--force"), message);
        assertWrong(mistaken.plumb("env", "diff", "staging", "prod"), message);
        assertWrong(mistaken.plumb("env", "clone", "staging", "ann"), message);
        assertThat(mistaken.asked("select to_regclass('shop.orders') is not null"))
                .isEqualTo("t");
    }

    @Test
    void anotherNamespaceDoesNotMakeAnotherEnvironmentsDatabaseTheRightOne() {
        Shop shop =
                shop("""
                staging: {database: "${STAGING_URL}"}
                prod: {database: "${PROD_URL}"}
                """).with("PROD_URL", TestPostgres.latest().newDatabase().url());
        Shop right = shop.with("PROD_URL", shop.database().url());
        ok(right.plumb("apply", "-e", "prod", "--yes"));
        String message = """
                error: this database is that of environment prod of shop, which plumb.yaml has elsewhere, \
                and staging was never applied to it
                  next: check the URL of staging; if it is meant to be here from now on: plumb db adopt -e staging
                """;
        assertWrong(shop.with("STAGING_URL", shop.database().url()).plumb("plan", "-e", "staging"), message);
        Shop knowsNoOther = Shop.in(folder);
        knowsNoOther.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}"}
                  prod: {database: "${NOT_SET_HERE}"}
                """);
        assertWrong(
                new Shop(
                                knowsNoOther
                                        .shell()
                                        .with("DATABASE_URL", shop.database().url()),
                                shop.database())
                        .plumb("plan", "-e", "staging"),
                message);
    }

    @Test
    void environmentsThatShareADatabaseAreToldApartByTheirNamespaces() {
        Shop shop = shop("""
                staging: {database: "${DATABASE_URL}"}
                prod: {database: "${DATABASE_URL}"}
                """);
        ok(shop.plumb("apply", "-e", "staging", "--yes"));
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        ok(shop.plumb("plan", "-e", "staging", "--check"));
    }

    @Test
    void anotherProjectsDatabaseIsRefusedUntilItIsSaidToBeShared() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        ok(shop.plumb("apply", "--yes"));
        shop.shell().file("plumb.yaml", "project: bank\nenvironments: {live: {database: \"${DATABASE_URL}\"}}\n");
        assertWrong(shop.plumb("plan"), """
                error: this database is that of another project, shop (environment prod), and bank was never applied to it
                  next: check the URL of live; if it is meant to be here from now on: plumb db adopt -e live
                """);
        assertThat(ok(shop.plumb("db", "adopt", "--yes")).out())
                .isEqualTo("from now on this is the database of live of bank\n");
        ok(shop.plumb("apply", "--yes"));
    }

    @Test
    void aCopyOfADatabaseIsRefusedUntilItIsAdopted() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        ok(shop.plumb("apply", "--yes"));
        TestDatabase copy = TestPostgres.latest().copyOf(shop.database());
        Shop copied = new Shop(shop.shell().with("DATABASE_URL", copy.url()), copy);
        assertWrong(copied.plumb("apply", "--yes"), """
                error: this database is a copy of that of environment prod of shop: its ledger was written in another \
                database of the same server
                  next: check the URL of prod; if it is meant to be here from now on: plumb db adopt -e prod
                """);
        Outcome asked = copied.typing("y\n").plumb("db", "adopt");
        assertThat(ok(asked).err()).contains("this database is a copy", "Is it to be the database of prod?");
        assertThat(ok(copied.plumb("plan", "--check")).out()).isEqualTo("prod: in plumb, nothing to do\n");
        assertThat(ok(copied.plumb("db", "adopt")).out())
                .isEqualTo("nothing to adopt: no other environment has this database\n");
    }

    @Test
    void aDumpRestoredOnAnotherServerIsACopy() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        ok(shop.plumb("apply", "--yes"));
        shop.database().execute("update plumb.namespace set system_identifier = '7000000000000000001'");
        String here = shop.asked("select system_identifier from pg_control_system()");
        assertWrong(shop.plumb("plan"), """
                error: this database is a copy of that of environment prod of shop: its ledger was written in another \
                database of the server 7000000000000000001, and this is the server %s
                  next: check the URL of prod; if it is meant to be here from now on: plumb db adopt -e prod
                """.formatted(here));
    }

    @Test
    void whoIsAskedAndDeclinesAdoptsNothing() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        ok(shop.plumb("apply", "--yes"));
        shop.database().execute("update plumb.namespace set environment = 'other'");
        Outcome unattended = shop.plumb("db", "adopt");
        assertThat(unattended.exitCode()).isEqualTo(3);
        assertThat(unattended.err()).isEqualTo("""
                note: this database is that of environment other of shop, which has the same namespace
                error: there is no terminal to ask on, so nothing was adopted
                  next: approve beforehand: --yes
                """);
        assertThat(shop.typing("n\n").plumb("db", "adopt").exitCode()).isEqualTo(3);
        assertThat(shop.plumb("plan").exitCode()).isEqualTo(4);
    }

    @Test
    void aRoleThatMayNotAskForTheServersIdentifierIsToldApartByTheDatabase() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        shop.database().execute("""
                create role app_%1$s login password 'app';
                grant create on database %1$s to app_%1$s;
                revoke execute on function pg_control_system() from public""".formatted(shop.database().name()));
        Shop restricted = shop.with(
                "DATABASE_URL",
                shop.database()
                        .url()
                        .replace("postgres@", "app_" + shop.database().name() + "@"));
        ok(restricted.plumb("apply", "--yes"));
        ok(restricted.plumb("plan", "--check"));
        assertThat(shop.asked("select system_identifier is null and database_oid is not null from plumb.namespace"))
                .isEqualTo("t");
        ok(restricted.plumb("plan", "-o", "plan.json"));
    }

    @Test
    void aLedgerOfAFormerVersionLearnsItsServerWithTheNextApply() {
        Shop shop = shop("prod: {database: \"${DATABASE_URL}\"}");
        ok(shop.plumb("apply", "--yes"));
        shop.database().execute("""
                alter table plumb.namespace drop column system_identifier, drop column database_oid;
                delete from plumb.databasechangelog where id like '6-%';
                update plumb.ledger set version = 5""");
        ok(shop.plumb("plan", "--check"));
        ok(shop.declaring(Shop.ORDERS.replace("note: text", "note: text\n      more: text"))
                .plumb("apply", "--yes"));
        assertThat(shop.asked("select system_identifier is not null and database_oid is not null from plumb.namespace"))
                .isEqualTo("t");
    }
}
