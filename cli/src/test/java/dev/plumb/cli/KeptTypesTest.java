package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns that are kept, their names and their types. */
final class KeptTypesTest {
    private static final String LONGEST = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijk";

    private static final String BEFORE = """
            dir: shop
            types:
              amount: {domain: integer, not_null: true, default: "1", checks: {amount_check: value is not null}}
            tables:
              orders:
                columns:
                  id: {type: bigint, identity: always}
                  amount: amount
                  'No. "1"': text not null default 'q'
                  %s: text
                primary_key: [id]
            """.formatted(LONGEST);

    private static final String AFTER = """
            dir: shop
            tables:
              orders:
                columns:
                  id: {type: bigint, identity: always}
                primary_key: [id]
            removed:
              - {column: orders.amount, action: keep, reason: a}
              - {column: 'orders."No. ""1\"""', action: keep, reason: b}
              - {column: orders.%s, action: keep, reason: c}
            """.formatted(LONGEST);

    @TempDir
    Path folder;

    private static Outcome ok(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private static void apply(Shop shop) {
        ok(shop.plumb("apply", "--yes", "--allow-destructive"));
        assertThat(ok(shop.plumb("plan", "--check")).out()).isEqualTo("dev: in plumb, nothing to do\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void columnsOfAnyNameAndOfDemandingTypesAreInNobodysWay(int major) {
        Shop shop = Shop.on(major, folder).declaring(BEFORE).applied();
        shop.database().execute("insert into dev_shop.orders (%s) values ('x')".formatted(LONGEST));
        apply(shop.declaring(AFTER));
        shop.database().execute("insert into dev_shop.orders default values");
        assertThat(shop.asked("select count(*) from pg_type where typname = 'amount'"))
                .isEqualTo("0");

        for (String address :
                new String[] {"shop/orders.amount", "shop/orders.\"No. \"\"1\"\"\"", "shop/orders." + LONGEST}) {
            ok(shop.plumb("kept", "restore", address));
        }
        assertThat(ok(shop.plumb("kept", "list")).out()).isEqualTo("dev: nothing is kept\n");
        shop.database().execute("update dev_shop.orders set amount = 2, \"No. \"\"1\"\"\" = '' where id = 2");
        apply(shop.declaring(BEFORE));
        assertThat(shop.asked("select string_agg(o::text, ' ' order by id) from dev_shop.orders o"))
                .isEqualTo("(1,1,q,x) (2,2,\"\",)");
    }

    @Test
    void aTypeUnderneathADomainStaysAsLongAsItIsNeeded() {
        String types = "types:\n  state: {enum: [open, paid]}\n  settled: {domain: state, not_null: true}\n";
        String table = "tables:\n  orders: {columns: {id: bigint not null, state: settled}, primary_key: [id]}\n";
        Shop shop = Shop.in(folder).declaring("dir: shop\n" + types + table).applied();
        shop.declaring("dir: shop\n" + table.replace(", state: settled", "")
                + "removed:\n  - {column: orders.state, action: keep, reason: x}\n");
        Outcome outcome = shop.plumb("apply", "--yes", "--allow-destructive");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err()).contains("""
                error: shop/orders.state: it is to be kept, and enum shop/state, which it needs, is to go
                    nothing was applied
                  next: leave state declared until this is purged, or say action: purge
                """);
    }

    @Test
    void aTypeStaysAsItIsAsLongAsAKeptColumnIsOfIt() {
        String types = "types:\n  state: {enum: [open, paid]}\n";
        String table =
                "tables:\n  orders: {columns: {id: bigint not null, state: state, states: 'state[]'}, primary_key: [id]}\n";
        Shop shop = Shop.in(folder).declaring("dir: shop\n" + types + table).applied();
        String without = table.replace(", state: state, states: 'state[]'", "") + """
                removed:
                  - {column: orders.state, action: keep, reason: x}
                  - {column: orders.states, action: keep, reason: x}
                """;
        apply(shop.declaring("dir: shop\n" + types + without));
        String message = """
                shop/state: it is to go, but something that was removed and is kept needs it
                    nothing was applied
                  next: purge that first: plumb kept list shows it, plumb kept purge drops it
                """;
        for (String other : new String[] {"", types.replace("open, ", "")}) {
            Outcome refused =
                    shop.declaring("dir: shop\n" + other + without).plumb("apply", "--yes", "--allow-destructive");
            assertThat(refused.exitCode()).as(refused.toString()).isEqualTo(3);
            assertThat(refused.err()).contains(message);
        }
        apply(shop.declaring("dir: shop\n" + types.replace("open, ", "open, late, ") + without));
        // Together with the table it may go.
        apply(shop.declaring("dir: shop\n"));
    }

    @Test
    void anEnvironmentGoesWithTheTypesOfKeptColumns() {
        Shop shop = Shop.in(folder).declaring("""
                dir: shop
                types:
                  state: {enum: [open, paid]}
                tables:
                  orders: {columns: {id: bigint not null, state: state}, primary_key: [id]}
                """).applied();
        apply(shop.declaring("""
                dir: shop
                types:
                  state: {enum: [open, paid]}
                tables:
                  orders: {columns: {id: bigint not null}, primary_key: [id]}
                removed:
                  - {column: orders.state, action: keep, reason: x}
                """));
        ok(shop.plumb("env", "destroy", "--force"));
        assertThat(shop.asked("select count(*) from pg_namespace where nspname like '%shop%'"))
                .isEqualTo("0");
    }
}
