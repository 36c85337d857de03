package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.plan.Hazard;
import dev.plumb.plan.Step;
import dev.plumb.runtime.failure.PartialException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplacedColumnsTest {
    private static final String TABLE = """
            dir: library
            tables:
              documents:
                columns:
                  id: {type: bigint, identity: always}
                  body: text
                primary_key: [id]
            """;

    private static final String RESTING = """
                checks: {documents_size_check: size >= 0}
                indexes: {documents_size_idx: [size], documents_twice_idx: ["(twice + size)"]}
                unique: {documents_twice_key: [twice, id]}
            views:
              sizes: select id, size, twice from documents
            """;

    @TempDir
    Path root;

    private LiveProject project;

    @BeforeEach
    void start() {
        project = LiveProject.on(18, root).declare(TABLE);
        project.apply();
        project.execute("insert into dev_library.documents (body) select repeat('x', g) from generate_series(1, 3) g");
        project.declare(sizes("length(body)")).apply();
    }

    @Test
    void allThatIsComputedFromAColumnIsReplacedWithItAndTheFormerValuesAreKept() {
        project.declare(sizes("length(body) * 10"));

        assertThat(project.plan().plan().destructive())
                .extracting(c -> c.address().name())
                .containsExactly("big", "size", "twice");
        project.apply();

        assertThat(project.values("size, twice, big")).containsExactly("10 20 f", "20 40 t", "30 60 t");
        assertThat(project.values("\"plumb:kept:size\", \"plumb:kept:twice\", \"plumb:kept:big\""))
                .containsExactly("1 2 f", "2 4 f", "3 6 f");
        project.execute("insert into dev_library.documents (body) values ('four')");
        project.execute("update dev_library.documents set body = 'xxxxx' where id = 1");
        assertThat(project.values("size, twice, big")).containsExactly("50 100 t", "20 40 t", "30 60 t", "40 80 t");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void whatRestsOnTheColumnIsAsItWasBefore() {
        project.declare(resting("length(body)")).apply();
        project.execute("grant select on dev_library.sizes to public");
        List<String> before = project.query(DEFINITIONS);

        project.declare(resting("length(body) * 10"));
        assertThat(project.plan().plan().steps())
                .filteredOn(s -> s.mode() == Step.Mode.ALONE && s.sql().startsWith("create"))
                .extracting(Step::sql)
                .hasSize(3)
                .allMatch(s -> s.contains("concurrently \"plumb:next:documents_"));
        project.apply();

        assertThat(project.query(DEFINITIONS)).isEqualTo(before);
        assertThat(project.values("size, twice")).containsExactly("10 20", "20 40", "30 60");
        assertThat(project.differences()).isEmpty();
    }

    private static final String DEFINITIONS = """
            select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'dev_library.documents'::regclass
            union all select pg_get_constraintdef(oid) || convalidated from pg_constraint
                where conrelid = 'dev_library.documents'::regclass
            union all select pg_get_viewdef('dev_library.sizes'::regclass) || relacl::text from pg_class
                where oid = 'dev_library.sizes'::regclass
            order by 1""";

    @Test
    void nothingIsSwappedWhileSomebodyHasNotesAndTheNextApplyGoesOnWithoutFillingAgain() {
        noteForSomebody();
        project.declare(sizes("length(body) * 10"));

        assertThatThrownBy(project::applyAtOnce)
                .isInstanceOf(PartialException.class)
                .hasMessageContaining("library/documents in dev: 1 notes are open, the oldest since 20")
                .hasMessageContaining("plumb work --once works them off, or says why it cannot");
        assertThat(project.values("size, twice, big")).containsExactly("1 2 f", "2 4 f", "3 6 f");
        project.execute("update dev_library.documents set body = 'xxxxx' where id = 1");
        assertThat(project.values("size")).containsExactly("5", "2", "3");

        assertThat(project.plan().plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.execute("delete from plumb.note");
        project.apply();
        assertThat(project.values("size")).containsExactly("50", "20", "30");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void nothingIsSwappedWhileABackfillIsOpen() {
        noteForSomebody();
        project.declare(sizes("length(body) * 10"));
        assertThatThrownBy(project::applyAtOnce).isInstanceOf(PartialException.class);
        project.execute("delete from plumb.note");
        project.execute("update plumb.backfill set state = 'paused' where id = (select max(id) from plumb.backfill)");

        assertThatThrownBy(project::apply)
                .isInstanceOf(PartialException.class)
                .hasMessageContaining("library/documents in dev: 1 backfills are open");
        assertThat(project.values("size")).containsExactly("1", "2", "3");
    }

    @Test
    void aSpecThatGoesBackComputesNothingAndTakesTheUnfinishedVersionAway() {
        noteForSomebody();
        project.declare(sizes("length(body) * 10"));
        assertThatThrownBy(project::applyAtOnce).isInstanceOf(PartialException.class);

        project.declare(sizes("length(body)"));
        assertThat(project.plan().plan().destructive()).isEmpty();
        assertThat(project.plan().plan().steps()).noneMatch(s -> s.mode() == Step.Mode.BACKFILL);
        project.apply();
        assertThat(project.hiddenColumns()).isEmpty();
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void anUnfinishedVersionWithAnotherDefinitionIsBegunAnew() {
        noteForSomebody();
        project.declare(sizes("length(body) * 10"));
        assertThatThrownBy(project::applyAtOnce).isInstanceOf(PartialException.class);
        project.execute("delete from plumb.note");

        project.declare(sizes("length(body) * 100")).apply();
        assertThat(project.values("size, twice")).containsExactly("100 200", "200 400", "300 600");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void aSecondReplacementLetsGoOfTheVersionBefore() {
        project.declare(sizes("length(body) * 10")).apply();
        project.declare(sizes("length(body) * 100"));

        assertThat(project.plan().plan().destructive())
                .allSatisfy(
                        c -> assertThat(c.hazards()).extracting(Hazard::kind).contains(Hazard.Kind.DATA_LOSS));
        project.apply();
        assertThat(project.values("size, \"plumb:kept:size\"")).containsExactly("100 10", "200 20", "300 30");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void anotherTypeIsFilledBesideToo() {
        project.declare(sizes("length(body)").replace("type: integer, sql: \"length", "type: bigint, sql: \"length"));
        project.apply();

        assertThat(project.query("select pg_typeof(size), pg_typeof(\"plumb:kept:size\") from dev_library.documents"
                        + " limit 1"))
                .hasSize(1);
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void readersSeeOnlyFormerOrOnlyNewValuesWhileOthersWrite() throws Exception {
        project.execute("insert into dev_library.documents (body) select repeat('x', g % 50 + 1)"
                + " from generate_series(1, 3000) g");
        project.declare(sizes("length(body) * 10"));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            Future<Set<String>> seen = clients.submit(() -> {
                Set<String> versions = new HashSet<>();
                while (!done.get()) {
                    versions.addAll(project.query("select string_agg(distinct (size / length(body))::text, ' ')"
                            + " from dev_library.documents"));
                }
                return versions;
            });
            Future<Integer> written = clients.submit(() -> {
                int count = 0;
                for (; !done.get(); count++) {
                    project.execute(
                            "update dev_library.documents set body = body || 'y' where id = " + (count % 3000 + 1));
                }
                return count;
            });
            project.apply();
            done.set(true);
            assertThat(seen.get()).isSubsetOf("1", "10");
            assertThat(written.get()).isPositive();
        } finally {
            done.set(true);
            clients.shutdown();
        }
        assertThat(project.query("select count(*) from dev_library.documents where size <> length(body) * 10"
                        + " or twice <> size * 2 or big <> (twice > 20)"))
                .containsExactly("0");
        assertThat(project.differences()).isEmpty();
    }

    @Test
    void anErrorLeavesThePresentVersionAsItIs() {
        project.declare(sizes("10 / (length(body) - 2)"));

        assertThatThrownBy(project::apply).hasMessageContaining("division by zero");
        assertThat(project.values("size")).containsExactly("1", "2", "3");
        assertThat(project.hiddenColumns()).isEmpty();
        project.declare(sizes("length(body)"));
        assertThat(project.differences()).isEmpty();
    }

    private void noteForSomebody() {
        project.execute(
                "insert into plumb.note (relation, key, cells, claimed_by, claimed_until) values"
                        + " ('dev_library.documents'::regclass, '[1]', array['size'], gen_random_uuid(), now() + interval '1 day')");
    }

    private static String sizes(String sql) {
        return TABLE + """
                    computed:
                      size: {type: integer, sql: "%s", nullable: false}
                      twice: {type: integer, sql: size * 2}
                      big: {type: boolean, sql: twice > 20}
                """.formatted(sql);
    }

    private static String resting(String sql) {
        return sizes(sql) + RESTING;
    }
}
