package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertEnds;
import static dev.plumb.cli.Outcomes.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused where teams deploy, word by word and with its exit code; more of it stands beside what it is about. */
final class RefusalsTest {
    private static final String TOTAL = Shop.ORDERS.replace("note: text", "note: text\n      total: bigint");

    @TempDir
    Path folder;

    /** An environment {@code prod} with these rules, to which the orders are applied. */
    private Shop applied(String rules) {
        Shop shop = configured(rules);
        assertThat(shop.plumb("apply", "--yes").exitCode()).isZero();
        return shop;
    }

    private Shop configured(String rules) {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod:
                    database: "${DATABASE_URL}"
                """ + rules.indent(4));
        return shop;
    }

    private Shell twoEnvironments() {
        return Shell.in(folder).file("plumb.yaml", """
                environments:
                  staging: {database: embedded}
                  prod: {database: embedded, protected: true}
                """);
    }

    @Test
    void anEnvironmentThatThereIsNot() {
        assertEnds(twoEnvironments().plumb("plan", "-e", "prd"), 64, """
                error: plumb.yaml has no environment 'prd'
                  next: did you mean 'prod'?
                """);
    }

    @Test
    void noEnvironmentAmongSeveral() {
        assertEnds(twoEnvironments().plumb("apply", "--yes"), 64, """
                error: plumb.yaml has several environments and none was chosen
                  next: choose with -e: staging, prod
                """);
    }

    @Test
    void aProtectedEnvironmentThatOnlyTheProcessChooses() {
        assertEnds(twoEnvironments().with("PLUMB_ENV", "prod").plumb("apply", "--yes"), 64, """
                error: PLUMB_ENV chooses 'prod', which is protected
                  next: choose it by name: -e prod
                """);
    }

    @Test
    void aMisspeltVariableOfPlumb() {
        assertEnds(twoEnvironments().with("PLUMB_ENF", "staging").plumb("plan"), 64, """
                error: the variable PLUMB_ENF means nothing to Plumb
                  next: did you mean PLUMB_ENV?
                """);
    }

    @Test
    void anUnknownKey() {
        assertEnds(configured("protekted: true").plumb("plan"), 64, """
                error: unknown key 'protekted'
                  where: plumb.yaml:5:5
                  next: did you mean 'protected'?
                """);
    }

    @Test
    void aVariableOfAnotherTypeOneThatNobodyDeclaredAndASecretInTheFile() {
        Shell shell = Shell.in(folder).file("plumb.yaml", """
                variables:
                  LIMIT: {type: integer}
                  API_KEY: {secret: true}
                environments:
                  prod: {database: embedded, variables: {LIMIT: many, API_KEY: sk-secret, LIMT: 1}}
                """);
        assertEnds(shell.plumb("plan"), 64, """
                error: the secret 'API_KEY' would stand in a file that everybody reads
                  where: plumb.yaml:5:64
                  next: write ${API_KEY_…} here, and set that in the process environment or in .env
                error: the variable 'LIMT' is not declared
                  where: plumb.yaml:5:75
                  next: did you mean 'LIMIT'?
                """);
        shell.file("plumb.yaml", """
                variables: {LIMIT: {type: integer}}
                environments: {prod: {database: embedded, variables: {LIMIT: many}}}
                """);
        assertEnds(shell.plumb("plan"), 64, """
                error: the variable LIMIT must be a whole number; found 'many'
                  where: plumb.yaml:2:62
                """);
        assertEnds(shell.plumb("plan", "--var", "LIMT=1"), 64, """
                error: --var names the variable LIMT, which is not declared
                  next: did you mean LIMIT?
                """);
        assertEnds(shell.plumb("plan", "--var", "LIMIT"), 64, """
                error: --var needs a name and a value
                  next: write --var NAME=VALUE
                """);
    }

    @Test
    void aChangeWhoseHazardTheRulesDeny() {
        Shop shop = applied("policy: {BRIEF_EXCLUSIVE_LOCK: deny}");
        shop.database().execute("insert into prod_shop.orders (customer) values ('a')");
        assertEnds(shop.declaring(TOTAL).plumb("apply", "--yes", "--allow", "shop/orders.total"), 3, """
                error: shop/orders.total: the policy denies to create it (BRIEF_EXCLUSIVE_LOCK: deny, plumb.yaml:5:14), \
                so nothing was applied
                  next: change the files, or the rule where it stands
                """);
    }

    @Test
    void aChangeThatTheRulesWantApproved() {
        Shop shop = applied("drift: warn").declaring(TOTAL);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  prod: {database: "${DATABASE_URL}", policy: {safe: approve}}
                """);
        assertEnds(shop.plumb("apply", "--yes", "--allow-destructive"), 3, """
                error: not approved, so nothing was applied: shop/orders.total (safe: approve, plumb.yaml:3:48)
                  next: allow each by name: plumb apply --allow ADDRESS, or have the effects approved: \
                plumb approve -e prod --digest %s
                """.formatted(digest(shop.plumb("plan"))));
        assertThat(shop.plumb("apply", "--yes", "--allow", "shop/orders.total").exitCode())
                .isZero();
    }

    @Test
    void aRuleForNothingThatThereIs() {
        assertEnds(configured("policy: {destuctive: deny}").plumb("plan"), 64, """
                error: 'policy' knows no class of changes and no hazard 'destuctive'
                  where: plumb.yaml:5:14
                  next: did you mean 'destructive'?
                """);
    }

    @Test
    void aDestructiveChangeThatNobodyAllowed() {
        assertEnds(applied("drift: warn").withoutNote().plumb("apply", "--yes"), 3, """
                error: destructive and not allowed, so nothing was applied: shop/orders.note
                  next: allow each by name: plumb apply --allow ADDRESS, or all of them: plumb apply --allow-destructive
                """);
    }

    @Test
    void anAddressThatIsNoPartOfThePlan() {
        assertEnds(
                applied("drift: warn").withoutNote().plumb("apply", "--yes", "--allow", "shop/orders.notes"), 64, """
                error: --allow shop/orders.notes matches nothing in the plan
                  next: did you mean shop/orders.note?
                """);
    }

    @Test
    void anApplyThatNobodyCanBeAskedAboutOrThatIsDeclined() {
        Shop shop = applied("drift: warn").declaring(TOTAL);
        assertEnds(shop.plumb("apply"), 3, """
                error: there is no terminal to ask on, so nothing was applied
                  next: approve beforehand: --yes
                """);
        Outcome declined = shop.typing("n\n").plumb("apply", "--color", "never");
        assertThat(declined.exitCode()).isEqualTo(3);
        assertThat(declined.err()).isEqualTo("""
                Apply this to prod? [y/N] error: declined, so nothing was applied
                  next: change the files, then plan again
                """);
    }

    @Test
    void anApprovalOfOtherEffects() {
        Shop shop = applied("drift: warn").declaring(TOTAL);
        String found = digest(shop.plumb("plan"));
        assertEnds(shop.plumb("approve", "--digest", "0123456789ab"), 4, """
                error: the effects are not those of 0123456789ab, so nothing was applied: they now are %1$s, and the ledger \
                knows no plan with the expected digest
                  next: look at the plan, then expect its digest, %1$s
                """.formatted(found));
        assertEnds(shop.plumb("approve", "--digest", "xyz"), 64, """
                error: --digest xyz is not the digest of a plan
                  next: give at least 8 of the hexadecimal digits that the plan ends with
                """);
    }

    @Test
    void fewerApprovalsThanRequired() {
        Shop shop = configured("requires: {approvals: 2}");
        String digest = digest(shop.plumb("plan"));
        assertThat(shop.plumb("approve").exitCode()).isZero();
        assertEnds(shop.plumb("apply", "--yes"), 3, """
                error: prod needs 2 approvals of the effects %1$s, and has those of %2$s (requires, plumb.yaml:5:15), \
                so nothing was applied
                  next: have them approved: plumb approve -e prod --digest %1$s
                """.formatted(digest, System.getProperty("user.name")));
    }

    @Test
    void anotherBranchAndFilesThatAreNotCommitted() {
        Shop shop = configured("requires: {git_ref: main, clean_tree: true}");
        try (Repository repository = Repository.in(folder, "work")) {
            repository.commit("Sell");
            shop.declaring(TOTAL);
            assertEnds(shop.plumb("apply", "--yes"), 3, """
                    error: prod is applied from main alone, and what is checked out is work (requires, plumb.yaml:5:15), \
                    so nothing was applied
                        prod is applied from committed files alone, and files differ from the commit \
                    (requires, plumb.yaml:5:15), so nothing was applied
                      next: check main out
                        commit or stash what differs
                    """);
        }
    }

    @Test
    void anEnvironmentBeforeThatCannotBeAsked() {
        Shop shop = configured("requires: {after: staging}");
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${STAGING_URL}"}
                  prod: {database: "${DATABASE_URL}", requires: {after: staging}}
                """);
        assertEnds(shop.plumb("apply", "-e", "prod", "--yes"), 3, """
                error: prod comes after staging, which could not be asked: plumb.yaml:3:24: the variable STAGING_URL is not set; \
                set it in the environment or in .env (requires, plumb.yaml:4:49), so nothing was applied
                  next: see that staging can be reached and its ledger read from here: plumb status -e staging
                """);
    }

    @Test
    void aGuardedColumnThatGoesWithItsTable() {
        String guarded = Shop.ORDERS.replace(
                "      note: text\n", "      note: {type: text, lifecycle: {prevent_destroy: true}}\n");
        Shop shop = configured("drift: warn").declaring(guarded);
        assertThat(shop.plumb("apply", "--yes").exitCode()).isZero();
        assertEnds(shop.declaring("dir: shop\n").plumb("apply", "--yes", "--allow-destructive"), 3, """
                error: shop/orders.note: it is guarded by prevent_destroy and would be dropped or replaced
                    nothing was applied
                  next: take the guard away and apply, then make this change and apply again
                """);
    }

    @Test
    void aPlanFileOfWhatCannotBeApplied() {
        String guarded = Shop.ORDERS.replace("  orders:\n", "  orders:\n    lifecycle: {prevent_destroy: true}\n");
        Shop shop = configured("drift: warn").declaring(guarded);
        assertThat(shop.plumb("apply", "--yes").exitCode()).isZero();
        assertEnds(shop.declaring("dir: shop\n").plumb("plan", "-o", "plan.json"), 3, """
                error: something is in the way, so no plan file was written
                  next: the plan names a way out for each; then plan again
                """);
    }

    /** The orders are there, a column is to come, and its plan is in a file. */
    private Shop planned() {
        Shop shop = applied("drift: warn").declaring(TOTAL);
        assertThat(shop.plumb("plan", "-o", "plan.json").exitCode()).isZero();
        return shop;
    }

    @Test
    void aPlanFileWhoseTableHasRowsNow() {
        Shop shop = planned();
        shop.database().execute("insert into prod_shop.orders (customer) values ('a')");
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 4, """
                error: something that the plan rests on has moved since, so nothing was applied: \
                the table shop/orders has rows now
                  next: look at a new plan: plumb plan -o FILE, then apply that
                """);
    }

    @Test
    void aPlanFileOnWhoseTableSomethingNewDepends() {
        Shop shop = planned();
        shop.database().execute("create view public.seen as select id from prod_shop.orders");
        assertEnds(shop.plumb("approve", "plan.json"), 4, """
                error: something that the plan rests on has moved since, so nothing was applied: \
                object public/seen, which depends on shop/orders, is new
                  next: look at a new plan: plumb plan -o FILE, then apply that
                """);
    }

    @Test
    void aPlanFileThatIsNoneIsCutOrWasEdited() throws IOException {
        Shop shop = planned();
        Path file = folder.resolve("plan.json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        Outcome cut = shop.plumb("apply", "plan.json", "--yes");
        assertThat(cut.exitCode()).isEqualTo(64);
        // How the parser says it is its own affair.
        assertThat(cut.err().replaceFirst("part of it: .*\n", "part of it\n")).isEqualTo("""
                error: plan.json is not a whole plan file: it is not JSON, or only a part of it
                  next: make a new one: plumb plan -o FILE
                """);
        Files.writeString(file, whole.replace("add column total bigint", "add column total integer"));
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 64, """
                error: plan.json is not a whole plan file: its checksum does not fit: it was changed after it was written
                  next: make a new one: plumb plan -o FILE
                """);
        Files.writeString(file, "{}");
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 64, """
                error: plan.json is not a plan file
                  next: make a new one: plumb plan -o FILE
                """);
        Files.delete(file);
        assertEnds(shop.plumb("apply", "plan.json", "--yes"), 64, """
                error: there is no file plan.json
                  next: name a file that 'plumb plan -o FILE' wrote
                """);
    }
}
