package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.plumb.cli.Shell.Outcome;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchCommandTest {
    private static final String INDEXED = Shop.ORDERS + """
                indexes:
                  "note's like": {embedding: note, function: embed.hashing, args: {dimensions: 8}, metric: METRIC, dimensions: 8}
            """;

    private static final String ADDRESS = "shop/orders.\"note's like\"";

    private static final String TEXT = "O'Brien; --\n$$ ?";

    @TempDir
    Path folder;

    /** One row is embedded by the index; the other vectors are put in by hand, so that anybody can tell how far they are. */
    private Shop shop(String metric) {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                        insert into dev_shop.orders (customer, note) values
                          ('a', E'O''Brien; --\\n$$ ?'), ('b', 'zeros'), ('c', null), ('d', 'far away')
                        """);
        shop.declaring(INDEXED.replace("METRIC", metric)).applied();
        shop.database().execute("""
                        alter table dev_shop.orders disable trigger user;
                        update dev_shop.orders set "note's like" = '{0,0,0,0,0,0,0,0}' where customer = 'b';
                        update dev_shop.orders set "note's like" = '{-9,9,-9,9,-9,9,-9,9}' where customer = 'd';
                        alter table dev_shop.orders enable trigger user
                        """);
        return shop;
    }

    @Test
    void theNearestRowsComeFirst() {
        Outcome outcome = shop("l2").plumb("search", ADDRESS, TEXT, "--limit", "2");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                        dev: shop/orders."note's like" by embed.hashing, distance l2
                          0.0000  [1]  a  O'Brien; -- $$ ?
                          1.0000  [2]  b  zeros
                        """);
    }

    @ParameterizedTest
    @CsvSource({"cosine, 0.0", "ip, -1.0", "l2, 0.0"})
    void aTextIsNearestToItselfByEveryMetric(String metric, double distance) {
        Outcome outcome = shop(metric).plumb("search", ADDRESS, TEXT, "--limit", "1", "--format", "json");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out())
                .contains("\"metric\" : \"" + metric + "\"", "\"key\" : \"[1]\"", "\"customer\" : \"a\"");
        Matcher found = Pattern.compile("\"distance\" : (\\S+),").matcher(outcome.out());
        assertThat(found.find()).isTrue();
        assertThat(Double.parseDouble(found.group(1))).isCloseTo(distance, within(1e-6));
    }

    @Test
    void whatHasNoDirectionHasNoCosine() {
        assertThat(shop("cosine").plumb("search", ADDRESS, "anything").out())
                .contains("[1]", "[4]")
                .doesNotContain("[2]", "[3]");
    }

    @Test
    void rowsThatWaitForAWorkerAreTold() {
        Shop shop = shop("l2");
        shop.database().execute("insert into dev_shop.orders (customer, note) values ('e', 'new'), ('f', 'newer')");
        assertThat(shop.plumb("search", ADDRESS, TEXT).out())
                .doesNotContain("[5]")
                .endsWith("note: 2 changed rows not embedded anew yet: plumb work\n");
        assertThat(shop.plumb("work", "--once").exitCode()).isZero();
        assertThat(shop.plumb("search", ADDRESS, TEXT).out()).contains("[5]").doesNotContain("note: ");
    }

    @Test
    void anIndexThatIsNotFilledYetSaysSo() {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("insert into dev_shop.orders (customer, note) values ('a', 'one')");
        shop.declaring(INDEXED.replace("METRIC", "l2"));
        assertThat(shop.plumb("apply", "--yes", "--backfill", "detach").exitCode())
                .isIn(0, 6);
        assertThat(shop.plumb("search", ADDRESS, TEXT).out())
                .contains("no rows\n", "note: the index is not filled yet", "plumb backfill status");
    }

    @Test
    void anIndexThatIsNotThereYetCannotBeSearched() {
        Shop shop = Shop.in(folder).applied().declaring(INDEXED.replace("METRIC", "l2"));
        Outcome outcome = shop.plumb("search", ADDRESS, "anything");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .isEqualTo(
                        "error: the index shop/orders.\"note's like\" is not there yet\n  next: apply the spec first\n");
        Outcome unknown = shop.plumb("search", "shop/orders.note", "anything");
        assertThat(unknown.exitCode()).isEqualTo(64);
        assertThat(unknown.err()).isEqualTo("""
                        error: the spec declares no embedding index shop/orders.note
                          next: the spec declares shop/orders."note's like"
                        """);
    }

    @Test
    void anIndexThatIsDeclaredOtherwiseThanItIsCannotBeSearched() {
        Shop shop = shop("l2").declaring(INDEXED.replace("METRIC", "l2").replace("dimensions: 8", "dimensions: 16"));
        Outcome outcome = shop.plumb("search", ADDRESS, "anything");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .isEqualTo("error: the index shop/orders.\"note's like\" is not the one that is declared: it holds the"
                        + " vectors of embed.hashing 1 with [dimensions, text], 8 dimensions, distance l2\n"
                        + "  next: apply the spec first\n");
    }

    @Test
    void aFunctionThatIsGoneComesBackWithTheNextApply() {
        Shop shop = shop("l2");
        shop.database().execute("drop function dev_shop.\"note's like_search\"");
        Outcome outcome = shop.plumb("search", ADDRESS, "anything");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err()).contains("its function note's like_search is gone", "apply the spec");
        assertThat(shop.applied().plumb("search", ADDRESS, "anything").exitCode())
                .isZero();
    }
}
