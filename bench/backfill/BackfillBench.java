import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Fills one column in several ways, each in a copy of the same database, and compares. */
final class BackfillBench {
    private static final String TABLE = "bench_app.documents";
    private static final String SIZE = "select pg_table_size('" + TABLE + "')";
    private static final String SQL = "length(title) + length(body)";
    private static final String NEW_COLUMN = "alter table " + TABLE + " add column n integer";
    private static final int BATCH = 1000;

    private final Databases databases;
    private final PlumbApply plumb;

    private BackfillBench(Databases databases, PlumbApply plumb) {
        this.databases = databases;
        this.plumb = plumb;
    }

    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[2]);
        Path folder = Path.of(arguments[1], "project");
        new BackfillBench(Databases.at(arguments[0]), PlumbApply.in(folder)).run(rows);
    }

    private void run(long rows) throws Exception {
        long slowRows = Math.max(64, rows / 50);
        load("base", rows);
        load("small", Math.max(1, rows / 10));
        load("slow", slowRows);
        System.out.printf(
                Locale.ROOT,
                "%d rows of %.0f bytes, PostgreSQL %s%n%n%s%n",
                rows,
                databases.number("base", "select pg_relation_size('" + TABLE + "')") / rows,
                version(),
                Measured.HEAD);
        Measured update = show(measure("(a) one plain UPDATE", "base", rows, this::update));
        Measured loop = show(measure("(b) JDBC loop, batches of UPDATE by id", "base", rows, this::loop));
        Measured sql = show(apply("Plumb, SQL", "base", rows, "n: {type: integer, sql: " + SQL + "}"));
        String wordCount = "n: {type: integer, function: text.word_count, args: {text: body}}";
        Measured function = show(apply("Plumb, function text.word_count", "base", rows, wordCount));
        Measured small = show(apply("the same with a tenth of the rows", "small", Math.max(1, rows / 10), wordCount));
        Measured slow = show(apply(
                "Plumb, function of " + Nap.MILLIS + " ms, " + Nap.CONCURRENCY + " at once",
                "slow",
                slowRows,
                "n: {type: integer, function: bench.nap, args: {text: body}}"));
        System.out.println();
        aim("SQL, as fast as (a)", sql.rate() / update.rate(), 1, true);
        aim("SQL, twice as fast as (b)", sql.rate() / loop.rate(), 2, true);
        aim("function, 0.9 times as fast as (a)", function.rate() / update.rate(), 0.9, true);
        aim("function, twice as fast as (b)", function.rate() / loop.rate(), 2, true);
        aim("SQL, size of the table afterwards", sql.size(), 1.5, false);
        aim("function, size of the table afterwards", function.size(), 1.5, false);
        aim("memory, all rows to a tenth of them", (double) function.memory() / Math.max(1, small.memory()), 1.25, false);
        aim("slow function, of " + Nap.CONCURRENCY + " / " + Nap.MILLIS + " ms",
                slow.rate() * Nap.MILLIS / 1000 / Nap.CONCURRENCY, 0.85, true);
    }

    private static Measured show(Measured measured) {
        System.out.println(measured);
        return measured;
    }

    private static void aim(String what, double ratio, double aim, boolean least) {
        boolean met = least ? ratio >= aim : ratio <= aim;
        System.out.printf(
                Locale.ROOT, "%-44s %6.2f  (at %s %.2f)  %s%n", what, ratio, least ? "least" : "most", aim, met ? "met" : "MISSED");
    }

    private String version() throws SQLException {
        try (Connection connection = databases.connect("postgres")) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** A database with the table, as Plumb made it, and its rows. */
    private void load(String database, long rows) throws Exception {
        databases.drop(database);
        databases.run("postgres", "create database " + database);
        plumb.run(databases.url(database), "");
        databases.run(
                database,
                "insert into " + TABLE + " (id, title, body)"
                        + " select i, 'Document ' || i, md5(i::text) || ' and ' || repeat('some words ', 10) || md5((i * 7)::text)"
                        + " || ' ' || i from generate_series(1, " + rows + ") i");
        databases.run(database, "vacuum (analyze, freeze) " + TABLE);
    }

    private interface Filling {
        /** @return seconds of the filling itself */
        double fill(String database) throws Exception;
    }

    private Measured measure(String what, String original, long rows, Filling filling) throws Exception {
        databases.copy(original, "contender");
        double before = databases.number("contender", SIZE);
        double seconds = filling.fill("contender");
        double size = databases.number("contender", SIZE) / before;
        check(rows);
        databases.drop("contender");
        Runtime runtime = Runtime.getRuntime();
        return new Measured(what, rows, seconds, seconds, size, (runtime.totalMemory() - runtime.freeMemory()) >> 20);
    }

    private Measured apply(String what, String original, long rows, String computed) throws Exception {
        databases.copy(original, "contender");
        plumb.adopt(databases.url("contender"));
        double before = databases.number("contender", SIZE);
        long started = System.nanoTime();
        long memory = plumb.run(databases.url("contender"), computed);
        double whole = (System.nanoTime() - started) / 1e9;
        double seconds = databases.number(
                "contender", "select extract(epoch from max(finished_at) - min(created_at)) from plumb.backfill");
        double size = databases.number("contender", SIZE) / before;
        check(rows);
        databases.drop("contender");
        return new Measured(what, rows, seconds, whole, size, memory);
    }

    private void check(long rows) throws SQLException {
        double filled = databases.number("contender", "select count(n) from " + TABLE);
        if (filled != rows) {
            throw new IllegalStateException((long) filled + " of " + rows + " rows are filled");
        }
    }

    private double update(String database) throws SQLException {
        databases.run(database, NEW_COLUMN);
        long started = System.nanoTime();
        databases.run(database, "update " + TABLE + " set n = " + SQL);
        return (System.nanoTime() - started) / 1e9;
    }

    /** As one writes it first: a cursor to read, a batch to write, a commit for each. */
    private double loop(String database) throws SQLException {
        databases.run(database, NEW_COLUMN);
        long started = System.nanoTime();
        try (Connection reading = databases.connect(database);
                Connection writing = databases.connect(database);
                Statement query = reading.createStatement();
                PreparedStatement update = writing.prepareStatement("update " + TABLE + " set n = ? where id = ?")) {
            reading.setAutoCommit(false);
            writing.setAutoCommit(false);
            query.setFetchSize(BATCH);
            try (ResultSet rows = query.executeQuery("select id, body from " + TABLE + " order by id")) {
                for (int i = 1; rows.next(); i++) {
                    update.setInt(1, words(rows.getString(2)));
                    update.setLong(2, rows.getLong(1));
                    update.addBatch();
                    if (i % BATCH == 0) {
                        update.executeBatch();
                        writing.commit();
                    }
                }
            }
            update.executeBatch();
            writing.commit();
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }
}
