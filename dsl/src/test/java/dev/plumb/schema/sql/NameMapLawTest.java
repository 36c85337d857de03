package dev.plumb.schema.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NameMapLawTest {
    private static final List<String> SCHEMAS =
            List.of("library", "My Dir", "or", "été", "a\"b", "it's", "x\\y", "dev_a");
    private static final List<String> NAMES = List.of("documents", "select", "T x", "ü", "q\"q", "f");
    private static final List<String> FRAGMENTS = List.of(
            "select %1$s.x, library.y from %1$s as library where library.y = 'library.documents'",
            "nextval(%2$s::regclass)",
            "cast(%2$s as regclass)",
            "%1$s(1) + %1$s(%1$s.a)",
            "'a'::%1$s[] collate %1$s",
            "%1$s",
            "%1$s[]",
            "case when a operator(pg_catalog.=) b then %1$s.c end",
            "(select %1$s.* from only %1$s, lateral %1$s(2) z join %1$s q on (q.a = %1$s.b)) -- %1$s",
            "a&%1$s(1)",
            "$$ %1$s $$ || %1$s 'x'");

    private final Random random = new Random(42);

    @Test
    void mappingThereAndBackGivesTheTextInItsPlainestQuoting() {
        Map<String, Set<String>> known =
                SCHEMAS.stream().collect(Collectors.toMap(Function.identity(), s -> Set.copyOf(NAMES)));
        NameMap dev = new NameMap(mapped(s -> "dev_" + s), known);
        NameMap upper = new NameMap(mapped(s -> s + " X\\'"), known);
        NameMap same = new NameMap(mapped(s -> s), known);
        for (int round = 0; round < 5_000; round++) {
            String name = name();
            String sql = pick(FRAGMENTS).formatted(name, "'" + name.replace("'", "''") + "'");
            String canonical = same.toLogical(sql);
            for (NameMap map : List.of(dev, upper)) {
                assertThat(map.toLogical(map.toPhysical(sql))).as(sql).isEqualTo(same.toLogical(canonical));
                assertThat(map.toLogical(map.toPhysical(canonical))).as(sql).isEqualTo(canonical);
            }
        }
    }

    private static Map<String, String> mapped(java.util.function.UnaryOperator<String> physical) {
        return SCHEMAS.stream().collect(Collectors.toMap(Function.identity(), physical));
    }

    private String name() {
        return quoted(pick(SCHEMAS)) + (random.nextInt(5) == 0 ? " . " : ".") + quoted(pick(NAMES));
    }

    /** In the plainest form, or in quotes that it may not need. */
    private String quoted(String name) {
        return random.nextBoolean() ? SqlNames.quote(name) : '"' + name.replace("\"", "\"\"") + '"';
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
