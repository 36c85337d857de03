package dev.plumb.stress;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.postgresql.PGConnection;

/**
 * One run: four writers and two probes work on a table while one {@code plumb apply} adds computed columns and a second one replaces some of
 * them; of two {@code plumb work} one or the other is killed three times and started again.
 */
final class Stress {
    private static final int WRITERS = 4;
    private static final int WORKERS = 2;
    private static final int KILLS = 3;

    private final StressOptions options;
    private final StressProject project;
    private final SplittableRandom random;
    private final Traffic traffic;
    private final LockWatch watch;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<Void>> clients = new ArrayList<>();
    private final List<PlumbProcess> workers = new ArrayList<>();

    private Stress(StressOptions options, StressProject project) {
        this.options = options;
        this.project = project;
        this.random = new SplittableRandom(options.seed());
        this.traffic = new Traffic(options.rows() + 1L);
        this.watch = new LockWatch(options, traffic);
    }

    /**
     * Runs it.
     *
     * @throws IllegalStateException when a process or a client did not do what it has to
     */
    static StressResult run(StressOptions options) throws IOException, SQLException, InterruptedException {
        Stress stress =
                new Stress(options, StressProject.in(options.folder().resolve("project"), Shape.of(options.seed())));
        try {
            return stress.run();
        } finally {
            stress.end();
        }
    }

    private StressResult run() throws IOException, SQLException, InterruptedException {
        declareAndApply(Definition.NONE);
        load();
        Probe reader = new Probe(options, Probe.Kind.READER, traffic, watch, random.split());
        Probe writer = new Probe(options, Probe.Kind.WRITER, traffic, watch, random.split());
        for (int i = 0; i < WRITERS; i++) {
            start(new Writer(options, project.shape(), traffic, random.split()));
        }
        List.of(reader, writer, watch).forEach(this::start);
        for (int i = 0; i < WORKERS; i++) {
            workers.add(worker(i));
        }
        Future<Void> killer = threads.submit(this::killWorkers);
        declareAndApply(Definition.FIRST);
        traffic.guard();
        traffic.await(options.betweenKills());
        declareAndApply(Definition.REPLACED);
        await(killer);
        traffic.stop();
        for (Future<Void> client : clients) {
            await(client);
        }
        drain();
        return result(reader, writer);
    }

    private void declareAndApply(Definition definition) throws IOException, InterruptedException {
        project.declare(definition);
        plumb("apply", "apply", "--yes", "--allow-destructive").succeed();
    }

    private PlumbProcess plumb(String log, String... arguments) throws IOException {
        return PlumbProcess.start(project, options.url(), log(log), List.of(arguments));
    }

    private Path log(String name) {
        return options.folder().resolve(name + ".log");
    }

    private PlumbProcess worker(int number) throws IOException {
        return plumb("worker-" + (number + 1), "work");
    }

    private void start(Callable<Void> client) {
        clients.add(threads.submit(client));
    }

    /** The rows that are there before, and those of the probes. */
    private void load() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(options.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (long first = -Probe.OWN_ROWS; first <= options.rows(); first += 10_000) {
                StringBuilder rows = new StringBuilder();
                for (long id = first; id < first + 10_000 && id <= options.rows(); id++) {
                    rows.append(id == 0 ? "" : Writer.line(id, Writer.kind(random), Inputs.random(random)));
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy " + StressProject.TABLE + " from stdin", new StringReader(rows.toString()));
            }
            statement.execute("analyze " + StressProject.TABLE);
        }
    }

    private Void killWorkers() throws IOException, InterruptedException {
        SplittableRandom moments = new SplittableRandom(options.seed() + 1);
        for (int i = 0; i < KILLS; i++) {
            traffic.await(1 + moments.nextInt(options.betweenKills()));
            int victim = moments.nextInt(WORKERS);
            PlumbProcess worker = workers.get(victim);
            worker.mustRun();
            worker.kill();
            workers.set(victim, worker(victim));
        }
        return null;
    }

    private static void await(Future<Void> task) throws InterruptedException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    private void drain() throws IOException, InterruptedException {
        for (PlumbProcess worker : workers) {
            worker.mustRun();
            worker.terminate();
        }
        plumb("drain", "work", "--once").succeed();
        plumb("check", "plan", "--check").succeed();
    }

    private StressResult result(Probe reader, Probe writer) throws SQLException {
        Verification verification = new Verification(options, project.shape(), Definition.REPLACED);
        List<String> differences = verification.differences();
        return new StressResult(
                differences,
                verification.toString(),
                traffic.count(),
                traffic.deadlocks(),
                Map.of("reader", reader.latency(), "writer", writer.latency()),
                watch.longest());
    }

    private void end() throws InterruptedException {
        traffic.stop();
        for (PlumbProcess worker : workers) {
            worker.kill();
        }
        threads.shutdownNow();
    }
}
