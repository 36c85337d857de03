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

    @TempDir
    Path folder;

    private static final String ADDRESS = "shop/orders.\"note's like\"";

    /** The hidden column by hand: one row is embedded as the index would, the others are near to nothing. */
    private Shop shop(String metric) {
        Shop shop = Shop.in(folder).applied();
        shop.database().execute("""
                        alter table dev_shop.orders add "note's like" real[];
                        insert into dev_shop.orders (customer, note, "note's like") values
                          ('a', E'O''Brien; --\\n$$ ?', null), ('b', 'zeros', '{0,0,0,0,0,0,0,0}'),
                          ('c', 'another length', '{1,2}'), ('d', 'far away', '{-9,9,-9,9,-9,9,-9,9}')
                        """);
        Shop indexed = shop.declaring(INDEXED.replace("METRIC", metric));
        Outcome sample = indexed.plumb("sample", ADDRESS, "--where", "customer = 'a'");
        Matcher vector = Pattern.compile("= note's like: (\\{.*})").matcher(sample.out());
        assertThat(vector.find()).as(sample.toString()).isTrue();
        shop.database()
                .execute("update dev_shop.orders set \"note's like\" = '" + vector.group(1) + "' where customer = 'a'");
        return indexed;
    }

    @Test
    void theNearestRowsComeFirst() {
        Outcome outcome = shop("l2").plumb("search", ADDRESS, "O'Brien; --\n$$ ?", "--limit", "2");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).isEqualTo("""
                        dev: shop/orders."note's like" by embed.hashing, distance l2
                          0.0000  [1]  O'Brien; -- $$ ?
                          1.0000  [2]  zeros
                        """);
    }

    @ParameterizedTest
    @CsvSource({"cosine, 0.0", "ip, -1.0", "l2, 0.0"})
    void aTextIsNearestToItselfByEveryMetric(String metric, double distance) {
        Outcome outcome =
                shop(metric).plumb("search", ADDRESS, "O'Brien; --\n$$ ?", "--limit", "1", "--format", "json");
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        assertThat(outcome.out()).contains("\"metric\" : \"" + metric + "\"", "\"key\" : \"[1]\"");
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
    void anIndexThatIsNotThereYetCannotBeSearched() {
        Shop shop = Shop.in(folder).applied().declaring(INDEXED.replace("METRIC", "l2"));
        Outcome outcome = shop.plumb("search", ADDRESS, "anything");
        assertThat(outcome.exitCode()).isEqualTo(64);
        assertThat(outcome.err())
                .isEqualTo(
                        "error: the index shop/orders.\"note's like\" is not there yet\n  next: apply the spec first\n");
        Outcome unknown = shop.plumb("search", "shop/orders.note", "anything");
        assertThat(unknown.exitCode()).isEqualTo(64);
        assertThat(unknown.err()).startsWith("error: the spec declares no embedding index shop/orders.note\n");
    }
}
