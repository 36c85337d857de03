package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan that is written into a file and applied later. */
final class PlanFileTest {
    private static final String TWO_TABLES = Shop.ORDERS + """
              customers:
                columns: {id: bigint not null, name: text}
                primary_key: [id]
            """;

    private static final String TOTAL =
            TWO_TABLES.replace("      note: text\n", "      note: text\n      total: bigint\n");

    private static final String NEW_FILE = "next: look at a new plan: plumb plan -o FILE, then apply that\n";

    @TempDir
    Path folder;

    /** Two tables are there, a column is to come, and its plan is in a file. */
    private Shop planned() {
        Shop shop = Shop.in(folder).declaring(TWO_TABLES).applied().declaring(TOTAL);
        Outcome outcome = shop.plumb("plan", "-o", "plan.json");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("+ create column total").endsWith("\nNext: plumb apply plan.json\n");
        return shop;
    }

    private static void assertApplied(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }

    @Test
    void exactlyThePlanOfTheFileIsAppliedOnceAndTheFilesMayHaveChangedSince() {
        Shop shop = planned().declaring(TOTAL.replace("total: bigint", "total: bigint\n      later: text"));
        assertApplied(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(shop.plumb("plan").out()).contains("+ create column later").doesNotContain("total");
        assertThat(shop.asked("select string_agg(attname, ',' order by attnum) from pg_attribute"
                        + " where attrelid = 'dev_shop.orders'::regclass and attnum > 0"))
                .isEqualTo("id,customer,note,total");

        Outcome again = shop.plumb("apply", "plan.json", "--yes");
        assertThat(again.exitCode()).isEqualTo(4);
        assertThat(again.err().replaceAll("run \\d+ on [-0-9: ]+ UTC by \\S+@[^\\n]+", "RUN"))
                .isEqualTo("error: the plan file was applied before, RUN\n  next: a plan file is applied once; "
                        + NEW_FILE.substring("next: ".length()));
        assertThat(shop.plumb("show", "plan.json").err())
                .contains("note: it cannot be applied: the plan file was applied before");
    }

    @Test
    void afterAFileIsAppliedTheDatabaseIsInPlumbWithItsFiles() {
        Shop shop = planned();
        assertApplied(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(shop.plumb("plan", "--check")).isEqualTo(new Outcome(0, "dev: in plumb, nothing to do\n", ""));
    }

    @Test
    void aFileIsRefusedWhenAnObjectThatItReadsHasMoved() {
        Shop shop = planned();
        shop.database().execute("alter table dev_shop.orders alter column note set not null");
        Outcome outcome = shop.plumb("apply", "plan.json", "--yes");
        assertThat(outcome).isEqualTo(new Outcome(4, "", """
                error: something that the plan rests on has moved since, so nothing was applied: column shop/orders.note changed
                  next: look at a new plan: plumb plan -o FILE, then apply that
                """));
        Outcome shown = shop.plumb("show", "plan.json");
        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out()).contains("+ create column total");
        assertThat(shown.err()).contains("note: it cannot be applied: something that the plan rests on has moved");
    }

    @Test
    void aFileIsRefusedWhenSomethingNewDependsOnWhatItChanges() {
        Shop shop = planned();
        shop.database().execute("create view public.seen as select id from dev_shop.orders");
        Outcome outcome = shop.plumb("apply", "plan.json", "--yes");
        assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(4);
        assertThat(outcome.err()).contains("public/seen", "which depends on shop/orders, is new");
    }

    @Test
    void whatIsUnrelatedMayMoveAndIsNotTakenForReached() {
        Shop shop = planned();
        shop.database().execute("alter table dev_shop.customers alter column name set not null");
        shop.database().execute("create table dev_shop.by_hand (id int)");
        assertApplied(shop.plumb("apply", "plan.json", "--yes"));
        assertThat(shop.plumb("plan", "--check").out())
                .contains("alter column name")
                .doesNotContain("total");
    }

    @Test
    void whatAnotherApplyBeganToManageMeanwhileStaysManaged() {
        Shop shop = planned();
        String more = TWO_TABLES + "  regions: {columns: {id: bigint}}\n";
        assertApplied(shop.declaring(more).plumb("apply", "--yes"));
        assertApplied(shop.declaring(TOTAL).plumb("apply", "plan.json", "--yes"));
        assertThat(shop.plumb("plan").out()).contains("drop table regions: managed, no longer declared");
    }

    @Test
    void aTableThatWasEmptyWhenPlannedIsLookedAtAgainOnceItHasRows() {
        Shop shop = planned();
        shop.database().execute("insert into dev_shop.orders (customer) values ('a')");
        Outcome outcome = shop.plumb("apply", "plan.json", "--yes");
        assertThat(outcome.exitCode()).isEqualTo(4);
        assertThat(outcome.err()).contains("the table shop/orders has rows now");
    }

    @Test
    void anotherTargetIsRefused() {
        Shop shop = planned();
        Shop other = Shop.in(folder).declaring(TOTAL);
        Outcome outcome = other.plumb("apply", "plan.json", "--yes");
        assertThat(outcome).isEqualTo(new Outcome(4, "", """
                error: the plan file was made for another target, so nothing was applied: the database is '%s', not '%s'
                  next: name the environment that it was made for (-e), or make a plan for this one
                """.formatted(
                        other.database().name(), shop.database().name())));
    }

    @Test
    void aFileThatWasCutEditedOrIsSomethingElseIsAUsageError() throws IOException {
        Shop shop = planned();
        Path file = folder.resolve("plan.json");
        String whole = Files.readString(file);
        assertRefused(
                shop,
                whole.substring(0, whole.length() / 2),
                "is not a whole plan file: it is not JSON, or only a part of it");
        assertRefused(
                shop,
                whole.replace("add column total bigint", "add column total integer"),
                "error: plan.json is not a whole plan file: its checksum does not fit: it was changed after it was written\n");
        assertRefused(shop, whole.replace("\"plan_file\" : \"1.0\"", "\"plan_file\" : \"2.0\""), """
                error: plan.json is a plan file of version 2.0, and this Plumb reads 1.0
                  next: apply it with the Plumb that made it, or make a new one: plumb plan -o FILE
                """);
        assertRefused(shop, "{}", "error: plan.json is not a plan file\n");
        shop.plumb("plan", "--format", "json", "-o", "plan.json");
        assertRefused(
                shop,
                Files.readString(file),
                "plan.json is a plan as a document (--format json), which cannot be applied");
        assertThat(shop.plumb("apply", "no.json").exitCode()).isEqualTo(64);
    }

    private void assertRefused(Shop shop, String content, String message) throws IOException {
        Files.writeString(folder.resolve("plan.json"), content);
        Outcome outcome = shop.plumb("apply", "plan.json", "--yes");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains(message);
    }

    @Test
    void whatAnApplyLeftOfAFileIsDoneByTheSameFile() {
        Shop shop = Shop.in(folder).declaring(TWO_TABLES).applied();
        shop.database().execute("insert into dev_shop.orders (customer, note) values ('a', 'same'), ('b', 'same')");
        shop.declaring(TOTAL.replace("    primary_key: [id]\n  customers", """
                    primary_key: [id]
                    unique: {orders_note_key: [note]}
                    computed: {shout: {type: text, sql: "upper(note)"}}
                  customers\
                """));
        assertThat(shop.plumb("plan", "-o", "plan.json").exitCode()).isZero();
        Outcome first = shop.plumb("apply", "plan.json", "--yes");
        assertThat(first.exitCode()).as(first.toString()).isEqualTo(6);

        shop.database().execute("update dev_shop.orders set note = note || id");
        Outcome second = shop.plumb("apply", "plan.json", "--yes");
        assertThat(second.exitCode()).as(second.toString()).isZero();
        assertThat(shop.plumb("plan", "--check")).isEqualTo(new Outcome(0, "dev: in plumb, nothing to do\n", ""));
        assertThat(shop.asked("select string_agg(shout, ',' order by id) from dev_shop.orders"))
                .isEqualTo("SAME1,SAME2");
        assertThat(shop.plumb("apply", "plan.json", "--yes").exitCode()).isEqualTo(4);
    }

    @Test
    void aReplacedComputedColumnIsSwappedByAFile() {
        String computing = Shop.ORDERS + "    computed: {shout: {type: text, sql: \"upper(customer)\"}}\n";
        Shop shop = Shop.in(folder).declaring(computing).applied();
        shop.database().execute("insert into dev_shop.orders (customer) values ('Ann')");
        shop.declaring(computing.replace("upper", "lower"));
        assertThat(shop.plumb("plan", "-o", "plan.json").exitCode()).isZero();
        assertApplied(shop.plumb("apply", "plan.json", "--yes", "--allow-destructive"));
        assertThat(shop.asked("select shout from dev_shop.orders")).isEqualTo("ann");
        assertThat(shop.plumb("plan", "--check").exitCode()).isZero();
    }
}
