package dev.plumb.cli;

import static dev.plumb.cli.Outcomes.assertRefused;
import static dev.plumb.cli.Outcomes.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits that no changelog can make: {@code plumb migrate new} says why, and what to do instead. */
final class MigrateNewRefusalsTest {
    private static final String PARTITIONED = Shop.ORDERS + "    partition_by: {hash: [id]}\n";

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void writeTheFirst() {
        shop = Shop.in(folder);
        ok(shop.plumb("migrate", "new", "start"));
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(folder.resolve("migrations/0002_edit.sql")).doesNotExist();
    }

    @Test
    void whatPostgresqlCannotChangeIsRefusedWithAWayOut() {
        shop.declaring(PARTITIONED);
        assertRefused(shop.plumb("migrate", "new", "edit"), """
                error: schema/shop.yaml:3:3: shop/orders: partition_by: not partitioned -> hash (id): PostgreSQL cannot change how a table \
                that is there is partitioned
                    nothing was written
                  next: declare a second table partitioned the new way, copy the rows, let the applications use it, and take this one away; \
                or say if_exists: replace to drop this one with its rows; by hand means here: in a changelog that you write
                """);
    }

    @Test
    void whatHasNoWayBackIsRefused() {
        shop.declaring(PARTITIONED + "    if_exists: replace\n");
        assertRefused(shop.plumb("migrate", "new", "edit"), """
                error: there is no way back: shop/orders: partition_by: hash (id) -> not partitioned: PostgreSQL cannot change how a table \
                that is there is partitioned
                    nothing was written
                  next: make this change in an environment with plumb apply, or write its changelog by hand
                """);
    }

    @Test
    void whatAHandWrittenChangelogStillNeedsIsRefusedByItsName() {
        shop.shell().file("migrations/0001_start_notes.sql", """
                --liquibase formatted sql
                --changeset ann:1 splitStatements:false
                create function ${plumb.prefix}shop.notes() returns bigint begin atomic
                  select count(o.note) from ${plumb.prefix}shop.orders o;
                end;
                --rollback drop function ${plumb.prefix}shop.notes();
                """);
        shop.withoutNote();
        assertRefused(shop.plumb("migrate", "new", "edit"), """
                error: shop/orders.note: it is to go, but function shop/notes() depends on it, which Plumb does not cover
                    nothing was written
                  next: drop or change notes() by hand first, or leave this as it is; by hand means here: in a changelog that you write
                """);
    }
}
