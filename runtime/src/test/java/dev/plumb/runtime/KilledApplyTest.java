package dev.plumb.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process that applies is killed at a step or at a call of a function; the next apply finishes, and computes no row twice. A build
 * tries some of the points, {@code -Dplumb.kill.stride=1} all of them.
 */
class KilledApplyTest {
    private static final int ROWS = 6_000;

    /** How many points are left out at most between two that are tried. */
    private static final int STRIDE = Integer.getInteger("plumb.kill.stride", 20);

    private final SplittableRandom random = new SplittableRandom(20261121);

    private static final String PLAIN = """
            dir: library
            tables:
              documents:
                columns:
                  id: bigint not null
                  body: text not null
                primary_key: [id]
            """;

    @TempDir
    Path root;

    @Test
    void aNewColumnIsFinishedWhereverTheApplyWasKilled() throws Exception {
        killAtEveryPoint(PLAIN, times(1), 1);
    }

    @Test
    void aChangedColumnIsFinishedWhereverTheApplyWasKilled() throws Exception {
        killAtEveryPoint(times(1), times(2), 2);
    }

    private static String times(int factor) {
        return PLAIN + """
                    computed:
                      size: {type: integer, function: test.length, args: {id: id, text: body, factor: %d}}
                      twice: {type: integer, sql: size * 2}
                """.formatted(factor);
    }

    private void killAtEveryPoint(String before, String after, int factor) throws Exception {
        LiveProject original = LiveProject.on(18, root).declare(PLAIN);
        original.apply();
        original.execute(
                "insert into dev_library.documents select i, repeat('x', i %% 100 + 1) from generate_series(1, %d) i"
                        .formatted(ROWS));
        original.declare(before);
        AnnouncedApply.apply(root, new Announcer(point -> {}, ids -> {}));
        boolean reachedTheEnd = false;
        for (int point = 1 + random.nextInt(STRIDE); !reachedTheEnd; point += 1 + random.nextInt(STRIDE)) {
            LiveProject project = original.copied().declare(after);
            reachedTheEnd = killAt(project, point, factor);
        }
    }

    /** @return whether the apply ended before it came to this point */
    private boolean killAt(LiveProject project, int point, int factor) throws Exception {
        Path computed = Files.writeString(root.resolve("computed"), "");
        List<String> passed = applyUntil(point, computed);
        awaitNobody(project);
        String where = "killed after " + passed;
        List<Long> first =
                Files.readAllLines(computed).stream().map(Long::valueOf).toList();
        assertThat(first).as("computed once, %s", where).doesNotHaveDuplicates();
        Set<Long> committed = right(project, "size", factor);
        // Nobody waits for the lease of a process whose sessions have ended.
        project.execute("update plumb.backfill_chunk set lease_until = 'infinity' where state = 'claimed'");

        List<Long> second = Collections.synchronizedList(new ArrayList<>());
        AnnouncedApply.apply(root, new Announcer(reached -> {}, second::addAll));

        assertThat(second).as("computed once, %s", where).doesNotHaveDuplicates();
        assertThat(second).as("not computed again, %s", where).noneMatch(committed::contains);
        assertThat(right(project, "size", factor)).as("right, %s", where).hasSize(ROWS);
        assertThat(right(project, "twice", 2 * factor)).as("right, %s", where).hasSize(ROWS);
        assertThat(project.query("select state from plumb.backfill where state <> 'done'"))
                .as("%s", where)
                .isEmpty();
        List<String> points = new ArrayList<>();
        AnnouncedApply.apply(root, new Announcer(points::add, second::addAll));
        assertThat(points).as("nothing is left to do, %s", where).isEmpty();
        return passed.size() < point;
    }

    /** The rows whose cell is what it has to be after the change. */
    private static Set<Long> right(LiveProject project, String column, int factor) {
        Set<Long> ids = new TreeSet<>();
        project.query("select id from dev_library.documents d where to_jsonb(d) ->> '%s' = (length(body) * %d)::text"
                        .formatted(column, factor))
                .forEach(id -> ids.add(Long.valueOf(id)));
        return ids;
    }

    private List<String> applyUntil(int point, Path computed) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AnnouncedApply.class.getName(),
                        root.toString(),
                        computed.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> passed = new ArrayList<>();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
                Writer in = child.outputWriter(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                passed.add(line);
                if (passed.size() == point) {
                    child.destroyForcibly();
                    child.waitFor();
                    return passed;
                }
                in.write("\n");
                in.flush();
            }
        }
        assertThat(child.waitFor()).as("an apply that nobody kills succeeds").isZero();
        return passed;
    }

    /** The server may still be at what the killed process had asked for. */
    private static void awaitNobody(LiveProject project) {
        String others =
                "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
        while (!project.query(others).isEmpty()) {
            project.query("select pg_sleep(0.02)");
        }
    }
}
