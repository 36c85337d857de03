package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment's rules let pass; {@code prod} has rules, {@code dev} has none. */
final class PolicyTest {
    private static final String NARROW = Shop.ORDERS.replace("note: text", "note: varchar(40)");

    private static final String WITHOUT_NOTE = Shop.ORDERS.replace("      note: text\n", "");

    @TempDir
    Path folder;

    /** The orders are in {@code prod}, whose rules these are. */
    private Shop prod(String rules) {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  dev: {database: "${DATABASE_URL}"}
                  prod:
                    database: "${DATABASE_URL}"
                """ + rules.indent(4));
        assertThat(shop.plumb("plan", "-e", "dev").exitCode()).isZero();
        return shop;
    }

    private static Shop applied(Shop shop) {
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        return shop;
    }

    private static String digest(Shop shop) {
        return Outcomes.digest(shop.plumb("plan", "-e", "prod"));
    }

    @Test
    void whatIsDeniedIsShownInFullAndRefusedWithTheRuleThatSaysSo() {
        Shop shop = applied(prod("policy: {destructive: deny}")).declaring(NARROW);
        Outcome outcome = shop.plumb("apply", "-e", "prod", "--yes", "--allow-destructive");
        assertThat(outcome.out()).contains("DESTRUCTIVE alter column note");
        assertRefused(outcome, """
                error: shop/orders.note: the policy denies to alter it (destructive: deny, plumb.yaml:6:14), so nothing was applied
                  next: change the files, or the rule where it stands
                """);
    }

    @Test
    void aHazardIsDeniedAlsoWhereItsClassIsAllowed() {
        Shop shop = applied(prod("policy: {destructive: allow, BRIEF_EXCLUSIVE_LOCK: deny}"));
        shop.database().execute("insert into prod_shop.orders (customer) values ('a')");
        Outcome outcome = shop.declaring(Shop.ORDERS.replace("note: text", "note: text\n      more: text"))
                .plumb("apply", "-e", "prod", "--yes");
        assertRefused(outcome, """
                error: shop/orders.more: the policy denies to create it (BRIEF_EXCLUSIVE_LOCK: deny, plumb.yaml:6:34), \
                so nothing was applied
                  next: change the files, or the rule where it stands
                """);
    }

    @Test
    void whatTheRulesAllowNeedsNoName() {
        Shop shop = applied(prod("policy: {destructive: allow}")).declaring(WITHOUT_NOTE);
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
    }

    @Test
    void anUnknownClassOrHazardIsAMistakeInTheFileWithTheNearestName() {
        Shop shop = Shop.in(folder);
        shop.shell()
                .file(
                        "plumb.yaml",
                        "environments: {dev: {database: \"${DATABASE_URL}\", policy: {destuctive: deny, DATA_LOS: deny}}}\n");
        assertEnds(shop.plumb("plan"), 64, """
                error: 'policy' knows no class of changes and no hazard 'destuctive'
                  where: plumb.yaml:1:60
                  next: did you mean 'destructive'?
                error: 'policy' knows no class of changes and no hazard 'DATA_LOS'
                  where: plumb.yaml:1:78
                  next: did you mean 'DATA_LOSS'?
                """);
    }

    @Test
    void inAProtectedEnvironmentARemovalNeedsToBeDeclared() {
        Shop shop = applied(prod("protected: true")).declaring(WITHOUT_NOTE);
        Outcome outcome = shop.plumb("apply", "-e", "prod", "--yes", "--allow", "shop/orders.note");
        assertThat(outcome.out()).contains("- DESTRUCTIVE drop column note");
        assertRefused(outcome, """
                To remove this on purpose, add to schema/shop.yaml:

                removed:
                  - {column: orders.note, action: purge, reason: why it goes}

                error: prod is protected, and nothing says that this is meant to go, so nothing was applied: shop/orders.note
                  next: say so in the reviewed files (removed), or declare it again
                """);

        shop.declaring(WITHOUT_NOTE + "removed:\n  - {column: orders.note, action: purge, reason: why it goes}\n");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        assertThat(shop.plumb("plan", "-e", "prod", "--check").out()).isEqualTo("prod: in plumb, nothing to do\n");
        assertThat(shop.asked("select count(*) from pg_attribute where attrelid = 'prod_shop.orders'::regclass"
                        + " and attname = 'note'"))
                .isEqualTo("0");
    }

    @Test
    void anItemIsPastedBelowTheOthers() {
        String old = "removed:\n    - {table: ancient, action: purge, reason: long gone}\n";
        Shop shop =
                applied(prod("protected: true").declaring(Shop.ORDERS + old)).declaring(WITHOUT_NOTE + old);
        assertThat(shop.plumb("apply", "-e", "prod", "--yes").err()).startsWith("""
                To remove this on purpose, add to schema/shop.yaml:

                    - {column: orders.note, action: purge, reason: why it goes}

                error:\s""");
    }

    @Test
    void whatIsForgottenStaysAndIsNoLongerManaged() {
        Shop shop = applied(prod("protected: true"))
                .declaring(
                        WITHOUT_NOTE + "removed:\n  - {column: orders.note, action: forget, reason: another team's}\n");
        assertThat(shop.plumb("plan", "-e", "prod").out())
                .contains("o forget column note: left as it is, no longer managed (schema/shop.yaml:9:5)");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        assertThat(shop.asked("select count(*) from pg_attribute where attrelid = 'prod_shop.orders'::regclass"
                        + " and attname = 'note'"))
                .isEqualTo("1");
        assertThat(shop.plumb("plan", "-e", "prod").out()).startsWith("prod: in plumb, nothing to do\n");
        shop.declaring(WITHOUT_NOTE);
        assertThat(shop.plumb("plan", "-e", "prod").out())
                .contains("column shop/orders.note")
                .doesNotContain("drop");
    }

    @Test
    void whatIsDeclaredCannotBeRemoved() {
        Outcome outcome = Shop.in(folder)
                .declaring(Shop.ORDERS + "removed:\n  - {column: orders.note, action: purge, reason: gone}\n")
                .plumb("validate");
        assertThat(outcome).isEqualTo(new Outcome(64, "", """
                error: column shop/orders.note is declared, and said to be removed
                  where: schema/shop.yaml:10:5
                  next: take this entry out of 'removed', or the declaration out of schema/shop.yaml:7:7
                """));
    }

    @Test
    void inAProtectedEnvironmentDestructiveChangesAreAllowedByNameOrByAnApprovalOfTheEffects() {
        Shop shop = applied(prod("protected: true")).declaring(NARROW);
        String digest = digest(shop);
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes", "--allow-destructive"), """
                error: not approved, so nothing was applied: shop/orders.note (destructive, and prod is protected)
                  next: allow each by name: plumb apply -e prod --allow ADDRESS, or have the effects approved: \
                plumb approve -e prod --digest %s
                """.formatted(digest));

        assertThat(shop.plumb("approve", "-e", "prod", "--digest", "12345678").exitCode())
                .isEqualTo(4);
        Outcome approved =
                shop.plumb("approve", "-e", "prod", "--digest", digest, "--expires", "24h", "--reason", "checked");
        ok(approved);
        assertThat(approved.out()).endsWith("\napproved for prod: effects " + digest + "\n");

        Shop other = shop.declaring(Shop.ORDERS.replace("note: text", "note: varchar(30)"));
        assertThat(other.plumb("apply", "-e", "prod", "--yes").exitCode()).isEqualTo(3);
        ok(shop.declaring("# the same\n" + NARROW).plumb("apply", "-e", "prod", "--yes"));
    }

    @Test
    void anApprovalThatHasExpiredCountsForNothing() {
        Shop shop = applied(prod("protected: true")).declaring(NARROW);
        ok(shop.plumb("approve", "-e", "prod", "--expires", "1h"));
        shop.database().execute("update plumb.approval set expires_at = now() - interval '1 second'");
        assertThat(shop.plumb("apply", "-e", "prod", "--yes").exitCode()).isEqualTo(3);
    }

    @Test
    void asManyPeopleAsAreRequiredMustHaveApproved() {
        Shop shop = prod("requires: {approvals: 2}");
        String digest = digest(shop);
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), """
                error: prod needs 2 approvals of the effects %1$s, and has none (requires, plumb.yaml:6:15), so nothing was applied
                  next: have them approved: plumb approve -e prod --digest %1$s
                """.formatted(digest));
        ok(shop.plumb("approve", "-e", "prod"));
        ok(shop.plumb("approve", "-e", "prod"));
        assertRefused(
                shop.plumb("apply", "-e", "prod", "--yes"), """
                        error: prod needs 2 approvals of the effects %1$s, and has those of %2$s (requires, plumb.yaml:6:15), \
                        so nothing was applied
                          next: have them approved: plumb approve -e prod --digest %1$s
                        """.formatted(digest, System.getProperty("user.name")));
        shop.database()
                .execute("insert into plumb.approval (namespace, environment, effect_digest, plan, os_user, host)"
                        + " select namespace, environment, effect_digest, plan, 'somebody else', host from"
                        + " plumb.approval limit 1");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
    }

    @Test
    void theSameEffectsMustHaveBeenAppliedWhereTheyAreRequiredToBeBefore() {
        Shop shop = prod("requires: {after: dev}");
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), """
                error: prod comes after dev, where neither the effects %s nor this commit were applied \
                (requires, plumb.yaml:6:15), so nothing was applied
                  next: apply there first: plumb apply -e dev
                """.formatted(digest(shop)));
        ok(shop.plumb("apply", "-e", "dev", "--yes"));
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
    }

    @Test
    void aBranchAndACleanTreeMayBeRequired() {
        Shop shop = prod("requires: {git_ref: release, clean_tree: true}");
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), """
                error: prod is applied from release alone, and what is checked out is in no Git repository \
                (requires, plumb.yaml:6:15), so nothing was applied
                    prod is applied from committed files alone, and they are in no Git repository \
                (requires, plumb.yaml:6:15), so nothing was applied
                  next: check release out
                    commit or stash what differs
                """);
        try (Repository repository = Repository.in(folder, "release")) {
            repository.commit("Sell");
            shop.declaring(Shop.ORDERS + "# later\n");
            assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), """
                    error: prod is applied from committed files alone, and files differ from the commit \
                    (requires, plumb.yaml:6:15), so nothing was applied
                      next: commit or stash what differs
                    """);
            shop.declaring(Shop.ORDERS);
            ok(shop.plumb("apply", "-e", "prod", "--yes"));
        }
    }

    @Test
    void aGuardOutlivesItsDeclarationUntilItIsTakenAwayFirst() {
        String guarded = Shop.ORDERS.replace("  orders:\n", "  orders:\n    lifecycle: {prevent_destroy: true}\n");
        String nothing = "dir: shop\n";
        Shop shop = Shop.in(folder).declaring(guarded).applied().declaring(nothing);
        Outcome outcome = shop.plumb("apply", "--yes", "--allow-destructive");
        assertRefused(outcome, """
                error: shop/orders: it is guarded by prevent_destroy and would be dropped or replaced
                    nothing was applied
                  next: take the guard away and apply, then make this change and apply again
                """);
        shop.declaring(Shop.ORDERS).applied().declaring(nothing);
        ok(shop.plumb("apply", "--yes", "--allow-destructive"));
        assertThat(shop.asked("select to_regclass('dev_shop.orders') is null")).isEqualTo("t");
    }
}
