package dev.plumb.stress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/** What {@code bench/stress.sh} starts. */
final class StressMain {
    private StressMain() {}

    /**
     * Runs with one seed after the other, each in a database of its own.
     *
     * @param arguments the server as {@code host:port} with a superuser {@code postgres} that needs no password, a folder, the first
     *     seed, the rows, the runs, and the transactions per second of each writer
     */
    @SuppressWarnings("SystemOut") // its result
    public static void main(String[] arguments) throws Exception {
        String server = arguments[0];
        Path folder = Path.of(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        int rows = Integer.parseInt(arguments[3]);
        int runs = Integer.parseInt(arguments[4]);
        OptionalInt pace = OptionalInt.of(Integer.parseInt(arguments[5]));
        int wrong = 0;
        for (int i = 0; i < runs; i++, seed++) {
            long started = System.nanoTime();
            String database = "stress_" + seed;
            create(server, database);
            Path own = Files.createDirectories(folder.resolve("seed-" + seed));
            System.out.println("seed " + seed + ", key (" + Shape.of(seed).key() + "), " + rows + " rows");
            StressResult result = Stress.run(new StressOptions(
                    "postgresql://postgres@" + server + "/" + database,
                    jdbcUrl(server, database),
                    own,
                    seed,
                    rows,
                    pace,
                    3_000,
                    2_000));
            System.out.println(
                    "  " + Duration.ofNanos(System.nanoTime() - started).toSeconds() + " s, " + result);
            wrong += result.differences().isEmpty() ? 0 : 1;
            if (result.differences().isEmpty()) {
                drop(server, database);
            }
        }
        System.out.println(runs - wrong + " of " + runs + " runs exact");
        System.exit(wrong == 0 ? 0 : 1);
    }

    private static String jdbcUrl(String server, String database) {
        return "jdbc:postgresql://" + server + "/" + database + "?user=postgres";
    }

    private static void create(String server, String database) throws Exception {
        drop(server, database);
        run(server, "create database " + database);
    }

    private static void drop(String server, String database) throws Exception {
        run(server, "drop database if exists " + database + " with (force)");
    }

    private static void run(String server, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(server, "postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
