package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes: {@code plumb env create}, {@code -e dev/ann}, {@code plumb env destroy --expired}. */
final class EnvCreateTest {
    @TempDir
    Path folder;

    private static boolean isThere(Shop shop, String relation) {
        return shop.asked("select to_regclass('" + relation + "') is not null").equals("t");
    }

    @Test
    void aSandboxIsAnEnvironmentOfItsOwn() {
        Shop shop = Shop.in(folder).applied();
        String until = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z";
        assertThat(ok(shop.plumb("env", "create", "-e", "dev", "--name", "ann")).out())
                .matches("created dev/ann, namespace dev_ann_, until " + until + "\n\nNext: plumb apply -e dev/ann\n");
        ok(shop.plumb("apply", "-e", "dev/ann", "--yes"));
        assertThat(isThere(shop, "dev_ann_shop.orders")).isTrue();
        assertThat(ok(shop.plumb("plan", "-e", "dev/ann", "--check")).out())
                .isEqualTo("dev/ann: in plumb, nothing to do\n");
        ok(shop.with("PLUMB_ENV", "dev/ann").plumb("status", "--check"));
        assertThat(ok(shop.plumb("env", "list")).out())
                .containsPattern("\ndev/ann, sandbox\n  namespace  dev_ann_\n  ends       .*Z, in (7 d 0|6 d 23) h\n"
                        + "  last run   run 2 succeeded, ");

        ok(shop.plumb("env", "destroy", "-e", "dev/ann", "--force"));
        assertThat(isThere(shop, "dev_ann_shop.orders")).isFalse();
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
        assertThat(ok(shop.plumb("env", "list")).out()).doesNotContain("dev/ann");
        assertThat(shop.asked("select count(*) from plumb.run join plumb.namespace n on n.id = namespace"
                        + " where environment = 'dev/ann' and outcome = 'succeeded'"))
                .isEqualTo("2");
    }

    @Test
    void oneThatWasNeverMadeIsNoEnvironment() {
        Shop shop = Shop.in(folder);
        String message = """
                error: dev has no sandbox 'ann'
                  next: make it: plumb env create -e dev --name ann; plumb env list shows those that there are
                """;
        assertEnds(shop.plumb("apply", "-e", "dev/ann", "--yes"), 64, message);
        assertEnds(shop.plumb("env", "destroy", "-e", "dev/ann", "--force"), 64, message);
        ok(shop.plumb("env", "create", "--name", "ann"));
        ok(shop.plumb("env", "destroy", "-e", "dev/ann", "--force"));
        assertEnds(shop.plumb("status", "-e", "dev/ann"), 64, message);
    }

    @Test
    void madeAgainItLivesLonger() {
        Shop shop = Shop.in(folder);
        ok(shop.plumb("env", "create", "--name", "ann", "--ttl", "2h"));
        assertThat(ok(shop.plumb("env", "create", "--name", "ann", "--ttl", "2w"))
                        .out())
                .startsWith("was there: dev/ann, namespace dev_ann_, until ");
        assertThat(shop.asked("select sandbox_until > now() + interval '13 days' from plumb.namespace"))
                .isEqualTo("t");
    }

    @Test
    void thoseWhoseTimeIsOverAreNamedAndGoTogether() {
        Shop shop = Shop.in(folder).applied();
        for (String name : new String[] {"ann", "bob", "cyd"}) {
            ok(shop.plumb("env", "create", "--name", name));
            ok(shop.plumb("apply", "-e", "dev/" + name, "--yes"));
        }
        assertThat(ok(shop.plumb("env", "destroy", "--expired", "--force")).out())
                .isEqualTo("no sandbox has expired\n");
        shop.database()
                .execute("update plumb.namespace set sandbox_until = now() - interval '3 hours'"
                        + " where environment in ('dev/ann', 'dev/bob')");
        shop.database().execute("create view dev_ann_shop.theirs as select id from dev_ann_shop.orders");
        assertThat(ok(shop.plumb("env", "list")).out())
                .contains("  ends       expired 3 h 0 min ago; plumb env destroy --expired\n");
        Outcome outcome = shop.plumb("env", "destroy", "--expired", "--force");
        assertEnds(outcome, 3, """
                error: dev/ann: shop/orders.id: it is to go, but view shop/theirs depends on it, which Plumb does not manage \
                or was told to leave alone
                    nothing was applied
                  next: drop or change theirs by hand first, or leave this as it is
                run 5, 2 steps
                """);
        assertThat(isThere(shop, "dev_ann_shop.orders")).isTrue();
        assertThat(isThere(shop, "dev_bob_shop.orders")).isFalse();
        assertThat(isThere(shop, "dev_cyd_shop.orders")).isTrue();
        assertThat(isThere(shop, "dev_shop.orders")).isTrue();
    }

    @Test
    void besideAProtectedEnvironmentNothingIsMade() {
        Shop shop = Shop.in(folder);
        shop.shell()
                .file(
                        "plumb.yaml",
                        "project: shop\nenvironments: {prod: {database: \"${DATABASE_URL}\", protected: true}}\n");
        assertEnds(shop.plumb("env", "create", "--name", "ann"), 3, """
                error: prod is protected, so nothing is made beside it
                  next: choose another environment for the sandbox
                """);
    }

    @Test
    void namesAndTimesThatCannotBeAreRefused() {
        Shop shop = Shop.in(folder);
        assertEnds(shop.plumb("env", "create"), 64, """
                error: the sandbox needs a name
                  next: write --name ann, for example
                """);
        assertEnds(shop.plumb("env", "create", "--name", "Ann"), 64, """
                error: a sandbox cannot be called 'Ann'
                  next: its schemas' names begin so: use small letters, digits and '_', beginning with a letter, at most 30
                """);
        assertEnds(shop.plumb("env", "create", "--name", "ann", "--ttl", "0s"), 64, """
                error: --ttl must be between 1 second and 10 years
                  next: write --ttl 7d
                """);
        assertEnds(shop.plumb("env", "create", "-e", "dev/ann", "--name", "bob"), 64, """
                error: dev/ann is a sandbox, and sandboxes are made beside declared environments
                  next: name one of plumb.yaml: -e dev
                """);
    }
}
