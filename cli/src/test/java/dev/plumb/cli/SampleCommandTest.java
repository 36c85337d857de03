package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleCommandTest {
    private static final String COMPUTED = Shop.ORDERS + """
                computed:
                  shout:  {type: text, sql: upper(customer)}
                  length: {type: integer, sql: '100 / length(note)'}
                  slug:   {type: text, function: text.slug, args: {text: shout}}
                  words:  {type: integer, function: text.word_count, args: {text: note}}
                  twice:  {type: integer, sql: length * 2}
            """;

    @TempDir
    Path folder;

    private Shop shop() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                        insert into dev_shop.orders (customer, note) values
                          ('Ada  Lovelace', 'two words'), ('O''Brien; --', ''), ('Zoë', null);
                        analyze dev_shop.orders
                        """);
        return shop.declaring(COMPUTED);
    }

    private static Outcome succeeds(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        return outcome;
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("\\([0-9.]+ ms\\)", "(T)").replaceAll("about [0-9.]+ s\\b", "about S");
    }

    @Test
    void aFunctionIsTriedOnRowsWhoseComputedInputsAreNotThereYet() {
        Outcome outcome = succeeds(shop().plumb("sample", "shop/orders.slug", "--rows", "2"));
        assertThat(withoutTimes(outcome.out())).isEqualTo("""
                        dev: shop/orders.slug by text.slug 1

                        row [1]
                          shout: ADA  LOVELACE
                          = slug: ada-lovelace (T)

                        row [2]
                          shout: O'BRIEN; --
                          = slug: obrien (T)

                        Whole table: about 3 rows, 1 call of up to 500 rows, 4 at once; at most about S.
                        Nothing was stored.
                        """);
    }

    @Test
    void anErrorOfOneRowIsShownAndWhatDependsOnItFailsToo() {
        Shop shop = shop();
        assertThat(withoutTimes(
                        succeeds(shop.plumb("sample", "shop/orders.length")).out()))
                .contains(
                        "row [1]\n  note: two words\n  = length: 11 (T)",
                        "row [2]\n  note: \n  = length: error 22012: PostgreSQL says: division by zero (T)",
                        "row [3]\n  note: null\n  = length: null (T)",
                        "Whole table: about 3 rows; at most about");
        assertThat(withoutTimes(
                        succeeds(shop.plumb("sample", "shop/orders.twice")).out()))
                .contains("  length: error 22012: PostgreSQL says: division by zero\n"
                        + "  = twice: error InputFailed: its input length has an error");
    }

    @Test
    void aConditionIsWrittenWithTheNamesOfTheSpec() {
        Outcome outcome = succeeds(
                shop().plumb(
                                "sample",
                                "shop/orders.slug",
                                "--where",
                                "orders.id in (select o.id from shop.orders o where to_jsonb(o) ? 'note' and o.id > 2) -- last"));
        assertThat(outcome.out()).contains("row [3]\n", "slug: zoe").doesNotContain("row [1]");
    }

    @Test
    void aConditionCannotLeaveTheReadOnlyTransaction() {
        Shop shop = shop();
        Outcome twoStatements = shop.plumb(
                "sample", "shop/orders.slug", "--where", "true); commit; delete from shop.orders; select (1");
        assertThat(twoStatements.exitCode()).isEqualTo(64);
        assertThat(twoStatements.err()).startsWith("error: --where is not one expression: the ')' ends it too early\n");
        shop.database().execute("""
                        create function dev_shop.wipe() returns boolean language plpgsql as
                        'begin delete from dev_shop.orders; return true; end'
                        """);
        Outcome writing = shop.plumb("sample", "shop/orders.slug", "--where", "shop.wipe()");
        assertThat(writing.exitCode()).isEqualTo(1);
        assertThat(writing.err()).contains("cannot execute DELETE in a read-only transaction");
        assertThat(succeeds(shop.plumb("sample", "shop/orders.slug")).out()).contains("row [3]");
    }

    @Test
    void aColumnThatIsNotDeclaredYetIsTriedByFunctionOrBySql() {
        Shop shop = shop();
        assertThat(succeeds(shop.plumb(
                                "sample",
                                "shop/orders",
                                "--column",
                                "print",
                                "--function",
                                "text.sha256",
                                "--args",
                                "text=customer",
                                "--type",
                                "varchar(3)"))
                        .out())
                .contains(
                        "dev: shop/orders.print by text.sha256 1\n",
                        "  customer: Zoë\n  = print: error 22001: the value is longer than varchar(3) takes (");
        assertThat(succeeds(shop.plumb(
                                "sample",
                                "shop/orders",
                                "--column",
                                "initial",
                                "--sql",
                                "left(customer, 1)",
                                "--rows",
                                "1"))
                        .out())
                .contains("  customer: Ada  Lovelace\n  = initial: A (");
    }

    @Test
    void whatDoesNotFitTheFunctionIsSaidAtOnce() {
        Shop shop = shop();
        Outcome unknown = shop.plumb(
                "sample", "shop/orders", "--column", "c", "--function", "text.slugg", "--args", "text=customer");
        assertThat(unknown.exitCode()).isEqualTo(64);
        assertThat(unknown.err()).isEqualTo("""
                        error: shop/orders.c: there is no function text.slugg
                          next: did you mean text.slug?
                        """);
        Outcome arguments = shop.plumb(
                "sample", "shop/orders", "--column", "c", "--function", "text.slug", "--args", "texd=customer");
        assertThat(arguments.exitCode()).isEqualTo(64);
        assertThat(arguments.err())
                .contains(
                        "argument texd: text.slug 1 has no such parameter",
                        "the argument text of text.slug 1 is missing");
        Outcome column = shop.plumb(
                "sample", "shop/orders", "--column", "c", "--function", "text.slug", "--args", "text=custom");
        assertThat(column.exitCode()).isEqualTo(64);
        assertThat(column.err()).isEqualTo("""
                        error: the argument text names the column custom, which shop/orders does not have
                          next: did you mean customer? A text is written in quotes, text='custom'
                        """);
        Outcome undeclared = shop.plumb("sample", "shop/orders.slog");
        assertThat(undeclared.exitCode()).isEqualTo(64);
        assertThat(undeclared.err()).isEqualTo("""
                        error: the spec declares no computed column shop/orders.slog
                          next: did you mean shop/orders.slug?
                        """);
    }

    @Test
    void theTableHasToBeThere() {
        Outcome outcome = Shop.in(folder).declaring(COMPUTED).plumb("sample", "shop/orders.slug");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).startsWith("error: the table shop/orders is not there yet\n");
    }

    @Test
    void theResultIsAlsoToBeHadAsJson() {
        Outcome outcome = succeeds(shop().plumb("sample", "shop/orders.words", "--rows", "1", "--format", "json"));
        assertThat(outcome.out())
                .contains(
                        "\"function\" : \"text.word_count 1\"",
                        "\"key\" : \"[1]\"",
                        "\"value\" : \"2\"",
                        "\"batch_size\" : 500");
    }

    @Test
    void namesThatWereNotMeantToBeEasyAreTakenAsTheyAre() {
        String spec = """
                dir: '"Ünï / "".x"/select'
                tables:
                  "Order Items":
                    columns: {type: {type: bigint, identity: always}, "a.b/c": text, "Quo\\"te": integer}
                    primary_key: [type]
                    COMPUTED
                """;
        Shop shop = Shop.in(folder).declaring(spec.replace("COMPUTED", "")).applied();
        shop.database().execute("""
                        insert into "dev_Ünï / "".x__select"."Order Items" ("a.b/c", "Quo""te") values ('it''s $$ ?', 7)
                        """);
        shop.declaring(spec.replace("COMPUTED", """
                computed:
                      "x'y": {type: text, sql: 'upper("a.b/c") || "Quo""te"'}
                      from: {type: text, function: text.slug, args: {text: "x'y"}}
                """));
        assertThat(succeeds(shop.plumb("sample", "\"Ünï / \"\".x\"/select/\"Order Items\".from"))
                        .out())
                .contains("  x'y: IT'S $$ ?7\n  = from: its-7");
    }
}
