package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not adopted, and what is only shown. */
final class AdoptRefusalsTest {
    @TempDir
    Path folder;

    private String file() {
        try {
            return Files.readString(folder.resolve("schema/shop.yaml"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aDryRunShowsTheDifferenceAndWritesNothing() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("alter table dev_shop.orders alter note set not null, add by_hand date");
        Outcome shown = shop.plumb("adopt", "--all", "--dry-run");
        assertThat(shown).isEqualTo(new Outcome(0, """
                --- a/schema/shop.yaml
                +++ b/schema/shop.yaml
                @@ -4,5 +4,6 @@
                     columns:
                       id: {type: bigint, identity: always}
                       customer: text not null
                -      note: text
                +      note: text not null
                +      by_hand: date
                     primary_key: [id]
                """, ""));
        assertThat(file()).isEqualTo(Shop.ORDERS);
        Outcome written = shop.plumb("adopt", "shop/orders.note");
        assertThat(written).isEqualTo(new Outcome(0, """
                wrote schema/shop.yaml
                  ~ column shop/orders.note

                Next: plumb plan
                """, ""));
        assertThat(file()).isEqualTo(Shop.ORDERS.replace("note: text", "note: text not null"));
    }

    @Test
    void whatIsInConflictIsAdoptedOnlyByName() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("alter table dev_shop.orders alter note type varchar(40)");
        String mine = Shop.ORDERS.replace("note: text", "note: integer   # mine");
        shop.declaring(mine);
        assertThat(shop.plumb("adopt", "--all")).isEqualTo(new Outcome(0, "nothing to adopt\n", ""));
        assertThat(file()).isEqualTo(mine);
        assertThat(shop.plumb("adopt", "shop/orders").exitCode()).isZero();
        assertThat(file()).isEqualTo(mine.replace("integer", "character varying(40)"));
    }

    @Test
    void whatTheFilesHaveChangedIsNotTakenBack() {
        Shop shop = Shop.in(folder).applied();
        shop.declaring(Shop.ORDERS.replace("note: text", "note: integer"));
        Outcome refused = shop.plumb("adopt", "shop/orders.note", "shop/orders.nite");
        assertThat(refused).isEqualTo(new Outcome(64, "", """
                error: nobody but the files has changed shop/orders.note
                  next: take the change back in the files if it is not meant
                error: nothing differs at 'shop/orders.nite'
                  next: did you mean 'shop/orders.note'?
                """));
    }

    @Test
    void whatIsSaidNamesTheEnvironmentThatWasChosen() {
        Shop shop = Shop.in(folder);
        shop.shell().file("plumb.yaml", """
                        project: shop
                        environments: {dev: {database: "${DATABASE_URL}"}, prod: {database: "${DATABASE_URL}"}}
                        """);
        assertThat(shop.plumb("apply", "-e", "prod", "--yes").exitCode()).isZero();
        shop.database().execute("alter table prod_shop.orders add by_hand date");
        assertThat(shop.plumb("adopt", "-e", "prod", "something")).isEqualTo(new Outcome(64, "", """
                error: nothing differs at 'something'
                  next: see what differs: plumb status -e prod
                """));
        assertThat(shop.plumb("adopt", "-e", "prod")).isEqualTo(new Outcome(64, "", """
                error: nothing is named
                  next: name addresses that plumb status -e prod shows, or say --all
                """));
    }

    @Test
    void oneOfTheTwoHasToBeSaid() {
        Shop shop = Shop.in(folder);
        assertThat(shop.plumb("adopt").exitCode()).isEqualTo(64);
        assertThat(shop.plumb("adopt", "--all", "shop/orders").exitCode()).isEqualTo(64);
    }

    @Test
    void whatJavaDeclaresIsRefusedWithWhatToWrite() throws IOException {
        Shop shop = Shop.in(folder);
        shop.shell().file("schema/Parts.java", """
                import dev.plumb.dsl.*;

                public final class Parts implements SchemaDefinition {
                    public void define(SchemaBuilder schema) {
                        schema.directory("shop").table("parts", t -> t.column("id", "bigint").column("name", "text"));
                    }
                }
                """);
        shop.applied();
        shop.database().execute("""
                alter table dev_shop.parts alter name set not null, drop id, add check (name <> '');
                alter table dev_shop.orders drop note""");
        Outcome partly = shop.plumb("adopt", "--all");
        assertThat(partly.exitCode()).as(partly.toString()).isEqualTo(6);
        assertThat(file()).isEqualTo(Shop.ORDERS.replace("      note: text\n", ""));
        assertThat(partly.err().replaceAll("(?m)^ +$", "")).isEqualTo("""
                error: column shop/parts.id was not adopted: it is declared in schema/Parts.java, which is not YAML
                  next: take its declaration out at schema/Parts.java:5:1
                error: column shop/parts.name was not adopted: it is declared in schema/Parts.java, which is not YAML
                  next: write this at schema/Parts.java:5:1:
                    dir: shop

                    tables:
                      parts:
                        columns:
                          name: text not null
                error: check constraint shop/parts.parts_name_check was not adopted: it is declared in schema/Parts.java, \
                which is not YAML
                  next: write this at schema/Parts.java:5:1:
                    dir: shop

                    tables:
                      parts:
                        checks:
                          parts_name_check: "(name <> ''::text)"
                """);
        assertThat(shop.plumb("adopt", "shop/parts").exitCode()).isEqualTo(3);
    }

    @Test
    void whatIsComputedIsPlumbsOwn() {
        Shop shop = Shop.in(folder)
                .declaring(Shop.ORDERS + "    computed: {size: {type: integer, sql: length(note)}}\n")
                .applied();
        shop.database().execute("alter table dev_shop.orders drop size cascade");
        Outcome refused = shop.plumb("adopt", "--all");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(refused.err())
                .contains("column shop/orders.size was not adopted: what is computed is Plumb's own, and the next apply"
                        + " makes");
    }

    @Test
    void whatWouldNotBeValidAloneIsRefusedAndNothingIsWritten() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                create table dev_shop.parts (id bigint primary key);
                alter table dev_shop.orders add part bigint references dev_shop.parts""");
        Outcome refused = shop.plumb("adopt", "shop/orders");
        assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
        assertThat(refused.err()).contains("with these changes the files would not be valid, so nothing was written");
        assertThat(file()).isEqualTo(Shop.ORDERS);
        assertThat(shop.plumb("adopt", "shop").exitCode()).isZero();
        assertThat(shop.plumb("plan", "--check").exitCode()).isZero();
    }

    @Test
    void aRenameByHandIsSaidToLookLikeOne() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("alter table dev_shop.orders rename note to remark");
        Outcome adopted = shop.plumb("adopt", "--all");
        assertThat(adopted.err())
                .isEqualTo("note: shop/orders.note is gone and shop/orders.remark is new: if somebody renamed it, add"
                        + " 'renamed_from: note' to it, else other environments drop the one and create the"
                        + " other\n");
        assertThat(file()).isEqualTo(Shop.ORDERS.replace("note: text", "remark: text"));
    }

    @Test
    void aKeyThatNobodyDeclaredStandsInTheWayUntilItIsAdopted() {
        Shop shop = Shop.in(folder)
                .declaring("dir: shop\ntables:\n  parts:\n    columns: {id: bigint}\n")
                .applied();
        shop.database().execute("alter table dev_shop.parts add primary key (id)");
        assertThat(shop.plumb("plan").out())
                .contains("it is declared as one that may be null, and is in the primary key parts_pkey");
        assertThat(shop.plumb("adopt", "--all").exitCode()).isZero();
        assertThat(shop.plumb("apply", "--yes").exitCode()).isZero();
        assertThat(shop.plumb("status", "--check").exitCode()).isZero();
    }
}
