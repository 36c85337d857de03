package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has changed what is not as declared: the files, others, or both. */
final class StatusDifferencesTest {
    @TempDir
    Path folder;

    private static String differences(Outcome status) {
        String text = status.out();
        int begin = text.indexOf("Differences");
        assertThat(begin).as(status.toString()).isNotNegative();
        return text.substring(begin, text.indexOf("\n\n", begin) + 1)
                .replaceFirst("\\(\\d{4}-\\d\\d-\\d\\dT[^)]*Z\\)", "(TIME)");
    }

    @Test
    void itTellsPlannedDriftAndConflictApartByAttribute() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                alter table dev_shop.orders alter note type varchar(40), alter customer drop not null;
                comment on column dev_shop.orders.customer is 'who';
                comment on table dev_shop.orders is 'theirs';
                alter table dev_shop.orders add by_hand integer
                """);
        shop = shop.declaring(Shop.ORDERS
                .replace("note: text", "note: integer\n      more: text")
                .replace("  orders:\n", "  orders:\n    unlogged: true\n"));
        Outcome status = shop.plumb("status", "--check");
        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(differences(status)).isEqualTo("""
                Differences since run 1 (TIME) (4):
                  conflict: table shop/orders
                      unlogged: applied no, declared yes
                      comment: declared and applied none, now 'theirs'
                  drift: column shop/orders.customer
                      null: declared and applied not allowed, now allowed
                      comment: declared and applied none, now 'who'
                  planned: column shop/orders.more, newly declared
                  conflict: column shop/orders.note
                      type: declared integer, applied text, now character varying(40)
                """);
        assertThat(status.out()).contains("Not managed, left alone (1):\n  column shop/orders.by_hand\n");
        assertThat(shop.plumb("status", "--format", "json").out())
                .contains("\"origin\" : \"foreign\"", "\"since_run\" : 1")
                .contains("\"applied\" : \"text\",", "\"live\" : \"character varying(40)\"", "\"live\" : \"allowed\"");
    }

    @Test
    void whatOthersDroppedAndWhatTheFilesNoLongerDeclareIsToldApart() {
        Shop shop = Shop.in(folder)
                .declaring(Shop.ORDERS + "    indexes: {orders_note_idx: [note], orders_customer_idx: [customer]}\n")
                .applied();
        shop.database().execute("drop index dev_shop.orders_note_idx; alter table dev_shop.orders drop note");
        shop.declaring(Shop.ORDERS + "    indexes: {orders_note_idx: [note]}\n");
        assertThat(differences(shop.plumb("status"))).isEqualTo("""
                Differences since run 1 (TIME) (3):
                  drift: column shop/orders.note, dropped by others
                  planned: index shop/orders.orders_customer_idx, no longer declared
                  drift: index shop/orders.orders_note_idx, dropped by others
                """);
    }

    @Test
    void aSpecThatNeededNoRunIsRemembered() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("alter table dev_shop.orders alter note type bigint using null");
        String answered = Shop.ORDERS.replace("note: text", "note: bigint");
        shop.declaring(answered).applied();
        shop.database().execute("alter table dev_shop.orders alter note type text");
        assertThat(differences(shop.plumb("status"))).isEqualTo("""
                Differences since run 1 (TIME) (1):
                  drift: column shop/orders.note
                      type: declared and applied bigint, now text
                """);
        shop.declaring(answered.replace("note: bigint", "note: date"));
        assertThat(differences(shop.plumb("status"))).isEqualTo("""
                Differences since run 1 (TIME) (1):
                  conflict: column shop/orders.note
                      type: declared date, applied bigint, now text
                """);
    }

    @Test
    void whileAnApplyRunsNothingIsCalledDrift() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                update plumb.lease set owner = gen_random_uuid(), os_user = 'ann', host = 'desk', pid = 7, acquired_at = now(),
                  heartbeat_at = now(), expires_at = now() + interval '1 hour';
                alter table dev_shop.orders drop note
                """);
        Outcome status = shop.plumb("status");
        assertThat(differences(status)).isEqualTo("""
                Differences; an apply is running: what it has done so far is not told from what others have changed (1):
                  planned: column shop/orders.note, newly declared
                """);
        assertThat(status.out()).contains("Applying now: ann on desk");
    }

    @Test
    void renamesOfTheFilesAreNoDrift() {
        Shop shop = Shop.in(folder).applied();
        shop.declaring(Shop.ORDERS.replace("note: text", "remark: {type: text, renamed_from: note}"));
        assertThat(differences(shop.plumb("status"))).isEqualTo("""
                Differences since run 1 (TIME) (1):
                  planned: column shop/orders.remark, declared otherwise
                """);
    }
}
