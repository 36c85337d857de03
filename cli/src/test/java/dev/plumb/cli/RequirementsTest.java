package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.digest;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says beforehand of an apply that would be refused, and how that is put right. */
final class RequirementsTest {
    private static final String WITHOUT_NOTE = Shop.ORDERS.replace("      note: text\n", "");

    @TempDir
    Path folder;

    /** {@code staging} and {@code prod} are two namespaces of one database; nothing is applied yet. */
    private Shop shop(String prodRules) {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}"}
                  prod:
                    database: "${DATABASE_URL}"
                """ + prodRules.indent(4));
        return shop;
    }

    @Test
    void aPlanSaysWhatAnApplyWouldBeRefusedForAndHowToGoOn() {
        Shop shop = shop("requires: {approvals: 1, after: staging, git_ref: main, clean_tree: true}");
        Outcome plan = ok(shop.plumb("plan", "-e", "prod"));
        String digest = digest(plan);
        assertThat(plan.err()).isEmpty();
        assertThat(plan.out()).endsWith("""

                An apply would be refused:
                  x prod needs 1 approval of the effects %1$s, and has none (requires, plumb.yaml:6:15)
                      way out: have them approved: plumb approve -e prod --digest %1$s
                  x prod comes after staging, where neither the effects %1$s nor this commit were applied (requires, plumb.yaml:6:15)
                      way out: apply there first: plumb apply -e staging
                  x prod is applied from main alone, and what is checked out is in no Git repository (requires, plumb.yaml:6:15)
                      way out: check main out
                  x prod is applied from committed files alone, and they are in no Git repository (requires, plumb.yaml:6:15)
                      way out: commit or stash what differs

                Effects: %1$s

                Next: plumb plan -e prod
                """.formatted(digest));
    }

    @Test
    void everyFormOfAPlanSaysIt() {
        Shop shop = shop("requires: {approvals: 2}");
        String text =
                "prod needs 2 approvals of the effects " + digest(shop.plumb("plan", "-e", "prod")) + ", and has none";
        assertThat(ok(shop.plumb("plan", "-e", "prod", "--format", "json")).out())
                .contains("\"applicable\" : false", "\"refusals\" : [\n    {\n      \"message\" : \"" + text);
        assertThat(ok(shop.plumb("plan", "-e", "prod", "--format", "sql")).out())
                .contains("-- an apply would be refused: " + text);
        assertThat(ok(shop.plumb("plan", "-e", "prod", "-o", "plan.json")).out())
                .contains("An apply would be refused:\n  x " + text);
    }

    @Test
    void aPlanThatRemovesWithoutSayingSoPrintsWhatToPaste() {
        Shop shop = shop("protected: true");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        Outcome plan = ok(shop.declaring(WITHOUT_NOTE).plumb("plan", "-e", "prod"));
        assertThat(plan.out()).contains("""
                An apply would be refused:
                  x prod is protected, and nothing says that this is meant to go: shop/orders.note
                      way out: say so in the reviewed files (removed), or declare it again
                """);
        assertThat(plan.err()).isEqualTo("""
                To remove this on purpose, add to schema/shop.yaml:

                removed:
                  - {column: orders.note, action: purge, reason: why it goes}

                """);
    }

    @Test
    void aPlanOfWhatIsDeniedNamesTheRule() {
        Shop shop = shop("policy: {destructive: deny}");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        assertThat(ok(shop.declaring(WITHOUT_NOTE).plumb("plan", "-e", "prod")).out())
                .contains("""
                An apply would be refused:
                  x shop/orders.note: the policy denies to drop it (destructive: deny, plumb.yaml:6:14)
                      way out: change the files, or the rule where it stands
                """);
    }

    @Test
    void whatCanBeAllowedOnTheCommandLineIsNotRefusedBeforehand() {
        Shop shop = shop("protected: false");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
        assertThat(ok(shop.declaring(WITHOUT_NOTE).plumb("plan", "-e", "prod")).out())
                .doesNotContain("would be refused")
                .endsWith("Next: plumb apply -e prod --allow shop/orders.note\n");
    }

    @Test
    void anEnvironmentThatCannotBeAskedIsAReasonToRefuse() {
        Shop shop = shop("requires: {after: staging}");
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${STAGING_URL}"}
                  prod: {database: "${DATABASE_URL}", requires: {after: staging}}
                """);
        String sentence = "prod comes after staging, which could not be asked: plumb.yaml:3:24: ";
        assertThat(ok(shop.plumb("plan", "-e", "prod")).out()).contains("  x " + sentence);
        Outcome apply = shop.plumb("apply", "-e", "prod", "--yes");
        assertThat(apply.exitCode()).isEqualTo(3);
        assertThat(apply.err())
                .startsWith("error: " + sentence)
                .contains(
                        "next: see that staging can be reached and its ledger read from here: plumb status -e staging");
    }

    @Test
    void aPlanFileIsApprovedForItsEnvironmentAndForNoOther() {
        Shop shop = shop("requires: {approvals: 1}");
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}", requires: {approvals: 1}}
                  prod: {database: "${DATABASE_URL}", requires: {approvals: 1}}
                """);
        String digest = digest(ok(shop.plumb("plan", "-e", "staging", "-o", "staging.json")));
        ok(shop.plumb("plan", "-e", "prod", "-o", "prod.json"));
        assertThat(ok(shop.plumb("approve", "staging.json", "--reason", "checked"))
                        .out())
                .endsWith("\napproved for staging: effects " + digest + "\n");

        Outcome other = shop.plumb("apply", "prod.json", "--yes");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).isEqualTo("""
                error: prod needs 1 approval of the effects %1$s, and has none (requires, plumb.yaml:4:49), so nothing was applied
                  next: have them approved: plumb approve -e prod --digest %1$s
                """.formatted(digest));
        ok(shop.plumb("apply", "staging.json", "--yes"));
        ok(shop.plumb("approve", "prod.json"));
        ok(shop.plumb("apply", "prod.json", "--yes"));
    }

    @Test
    void aPlanFileThatIsStaleOrForAnotherTargetIsNotApproved() {
        Shop shop = shop("requires: {approvals: 1}");
        ok(shop.plumb("plan", "-e", "prod", "-o", "plan.json"));
        Outcome elsewhere = shop.plumb("approve", "plan.json", "-e", "staging");
        assertThat(elsewhere.exitCode()).isEqualTo(4);
        assertThat(elsewhere.err())
                .startsWith("error: the plan file was made for another target, so nothing was applied: "
                        + "the environment is 'staging', not 'prod'");

        shop.database().execute("create schema prod_shop create table orders (id bigint)");
        Outcome stale = shop.plumb("approve", "plan.json");
        assertThat(stale.exitCode()).isEqualTo(4);
        assertThat(stale.err())
                .contains("something that the plan rests on has moved since")
                .contains("shop/orders");
        assertThat(shop.asked("select to_regclass('plumb.approval') is null")).isEqualTo("t");
    }

    @Test
    void whatCannotBeAppliedCannotBeApproved() {
        Shop shop = shop("protected: true");
        String guarded = Shop.ORDERS.replace("  orders:\n", "  orders:\n    lifecycle: {prevent_destroy: true}\n");
        ok(shop.declaring(guarded).plumb("apply", "-e", "prod", "--yes"));
        Outcome outcome = shop.declaring("dir: shop\n").plumb("approve", "-e", "prod");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("""
                error: something is in the way of this plan, so nothing was approved
                  next: the plan names a way out for each; then plan again
                """);
    }

    /** {@code prod} comes after every tenant of {@code staging}. */
    private static void configure(Shop shop, String stagingTenants, String prod) {
        shop.shell().file("plumb.yaml", """
                project: shop
                environments:
                  staging: {database: "${DATABASE_URL}", namespace: "${env}_${tenant}_", tenants: %s}
                  prod: {database: "${DATABASE_URL}", requires: {after: staging}%s}
                """.formatted(stagingTenants, prod));
    }

    @Test
    void anEnvironmentComesAfterEveryTenantOfTheOneBeforeAsTheyAreListedNow() {
        Shop shop = Shop.in(folder);
        configure(shop, "[a, b]", "");
        String digest = digest(ok(shop.plumb("plan", "-e", "prod")));
        String refused = """
                error: prod comes after staging, and to %2$s neither the effects %1$s nor this commit were applied \
                (requires, plumb.yaml:4:49), so nothing was applied
                  next: apply there first: plumb apply -e staging
                """;
        assertRefused(
                shop.plumb("apply", "-e", "prod", "--yes"), refused.formatted(digest, "2 of its 2 tenants (a, b)"));
        ok(shop.plumb("apply", "-e", "staging", "--yes", "--tenant", "a"));
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), refused.formatted(digest, "1 of its 2 tenants (b)"));
        ok(shop.plumb("apply", "-e", "staging", "--yes"));
        configure(shop, "[a, b, c]", "");
        assertRefused(shop.plumb("apply", "-e", "prod", "--yes"), refused.formatted(digest, "1 of its 3 tenants (c)"));
        configure(shop, "[a, b]", "");
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
    }

    @Test
    void whoIsChosenOfTheTenantsHereSaysNothingAboutThoseBefore() {
        Shop shop = Shop.in(folder);
        configure(shop, "[a, b]", ", namespace: \"${tenant}_\", tenants: [x, y]");
        ok(shop.plumb("apply", "-e", "staging", "--yes", "--tenant", "a"));
        Outcome outcome = shop.plumb("apply", "-e", "prod", "--yes", "--tenant", "x");
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("error: prod comes after staging, and to 1 of its 2 tenants (b) neither ");
        ok(shop.plumb("apply", "-e", "staging", "--yes"));
        ok(shop.plumb("apply", "-e", "prod", "--yes", "--tenant", "x"));
        ok(shop.plumb("apply", "-e", "prod", "--yes"));
    }
}
