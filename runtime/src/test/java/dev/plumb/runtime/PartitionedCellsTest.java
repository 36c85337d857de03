package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plugin.Outcome;
import dev.plumb.runtime.cell.TestFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Computed columns of partitioned tables, from the first apply to the replacement. */
class PartitionedCellsTest {
    private static final String PLAIN = """
            dir: shop
            tables:
              sales:
                columns:
                  region: text not null
                  id: bigint not null
                  note: text
                KEY
                partition_by: {list: [region]}
                partitions:
                  sales_eu: {in: ["'eu'"]}
                  sales_us:
                    in: ["'us'"]
                    partition_by: {range: [id]}
                    partitions:
                      sales_us_first: {from: [minvalue], to: ["100"]}
                      sales_us_rest: default
            """;

    private static final String KEYED = PLAIN.replace("KEY", "primary_key: [region, id]");
    private static final String KEYLESS = PLAIN.replace("    KEY\n", "");

    private static final String COMPUTED = """
                computed:
                  size: {type: integer, sql: length(note)}
                  share: {type: integer, sql: 100 / size, on_error: ignore}
                  loud: {type: text, function: test.shout, args: {text: note}, on_error: ignore}
                  louder: {type: text, sql: "loud || '!'"}
            """;

    private static final String INDEX = """
                indexes:
                  alike: {embedding: note, function: test.letters, metric: l2, dimensions: 3}
            """;

    @TempDir
    Path root;

    private final TestFunction shout = TestFunction.each(
            "test.shout",
            text -> text.startsWith("quiet")
                    ? Outcome.error("QUIET", "cannot be shouted")
                    : Outcome.value(text.toUpperCase(Locale.ROOT)));

    private LiveProject start(int major, String spec) {
        LiveProject project =
                LiveProject.on(major, root).with(shout, new Letters()).declare(spec);
        project.apply();
        project.execute("""
                insert into dev_shop.sales (region, id, note)
                select case when i % 2 = 0 then 'eu' else 'us' end, i,
                  case when i % 50 = 0 then '' when i % 50 = 1 then 'quiet ' || i else 'note ' || i end
                from generate_series(1, 400) i""");
        return project;
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theyAreFilledKeptRightAndReplaced(int major) {
        LiveProject project = start(major, KEYED);
        project.declare(KEYED + COMPUTED + INDEX).apply();
        assertRight(project, 1);
        assertThat(project.differences()).isEmpty();

        project.execute("insert into dev_shop.sales (region, id, note) values ('us', 1000, 'aaab'), ('eu', 1001, '')");
        project.execute("update dev_shop.sales set note = 'changed ' || id where id % 7 = 0");
        project.execute("delete from dev_shop.sales where id % 11 = 0");
        project.work();
        assertRight(project, 1);
        assertThat(project.query("select region || id from dev_shop.alike_search('{3,1,0}', 1)"))
                .containsExactly("us1000");

        project.declare(KEYED + COMPUTED.replace("length(note)", "length(note) * 2") + INDEX)
                .apply();
        assertRight(project, 2);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aRowThatMovesIsComputedAnewWhereItIsAndItsErrorsMoveAlong() {
        LiveProject project = start(18, KEYED);
        project.declare(KEYED + COMPUTED).apply();
        project.execute(
                "update dev_shop.sales set region = case region when 'eu' then 'us' else 'eu' end where id <= 60");
        project.execute("update dev_shop.sales set id = id + 5000 where region = 'us' and id <= 60");
        project.work();
        assertRight(project, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void theyWorkWithoutAKey(int major) {
        LiveProject project = start(major, KEYLESS);
        project.declare(KEYLESS + COMPUTED).apply();
        assertRight(project, 1);
        assertThat(project.differences()).isEmpty();
        assertThat(project.query("""
                select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'dev_shop' and c.relkind = 'r' and not exists (
                  select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                  where i.indrelid = c.oid and i.indisvalid and a.attname = 'plumb:row')""")).isEmpty();

        project.execute(
                "insert into dev_shop.sales (region, id, note) values ('us', 1000, 'new'), ('us', 1000, 'new')");
        project.execute("update dev_shop.sales set region = 'us', note = note || '+' where id % 7 = 0");
        project.work();
        assertRight(project, 1);
        project.declare(KEYLESS + COMPUTED.replace("length(note)", "length(note) * 2"))
                .apply();
        assertRight(project, 2);
        assertThat(project.differences()).isEmpty();
    }

    private static void assertRight(LiveProject project, int factor) {
        assertThat(project.query("select * from plumb.note")).isEmpty();
        assertThat(project.query("""
                select s::text from dev_shop.sales s where size is distinct from length(note) * %d
                  or share is distinct from case when note <> '' then 100 / (length(note) * %1$d) end
                  or loud is distinct from case when note not like 'quiet%%' then upper(note) end
                  or louder is distinct from case when note not like 'quiet%%' then upper(note) || '!' end
                limit 3""".formatted(factor))).isEmpty();
        List<String> failing = project.query("""
                select (select count(*) from dev_shop.sales where note = '')
                  + 2 * (select count(*) from dev_shop.sales where note like 'quiet%')""");
        assertThat(project.query("select count(*) from plumb.cell_error")).isEqualTo(failing);
    }
}
