package dev.plumb.stress;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A client that inserts, changes inputs and keys, and deletes, several statements to a transaction, some of which are rolled back. */
final class Writer implements Callable<Void> {
    private static final String TABLE = StressProject.TABLE;
    private static final String DIVISION_BY_ZERO = "22012";

    /** A key that exists or is given twice in a statement. */
    private static final Set<String> TAKEN = Set.of("23505", "21000");

    private static final Set<String> DEADLOCK = Set.of("40P01", "40001");

    private final StressOptions options;
    private final Shape shape;
    private final Traffic traffic;
    private final SplittableRandom random;

    Writer(StressOptions options, Shape shape, Traffic traffic, SplittableRandom random) {
        this.options = options;
        this.shape = shape;
        this.traffic = traffic;
        this.random = random;
    }

    @Override
    public Void call() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(options.jdbcUrl())) {
            connection.setAutoCommit(false);
            while (traffic.goesOn()) {
                long started = System.nanoTime();
                transaction(connection);
                pace(started);
            }
            return null;
        } finally {
            traffic.stop();
        }
    }

    private void pace(long started) {
        options.transactionsPerSecond()
                .ifPresent(rate -> LockSupport.parkNanos(1_000_000_000L / rate - (System.nanoTime() - started)));
    }

    private void transaction(Connection connection) throws SQLException, IOException {
        try {
            for (int i = random.nextInt(3); i >= 0; i--) {
                statement(connection);
            }
            if (random.nextInt(10) == 0) {
                connection.rollback();
            } else {
                connection.commit();
                traffic.committed();
            }
        } catch (SQLException e) {
            connection.rollback();
            if (DEADLOCK.contains(e.getSQLState())) {
                traffic.deadlocked();
            } else if (!TAKEN.contains(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void statement(Connection connection) throws SQLException, IOException {
        if (random.nextInt(500) == 0) {
            inBulk(connection);
            return;
        }
        switch (random.nextInt(10)) {
            case 0, 1 -> insert(connection, traffic.newIds(3), 1 + random.nextInt(3));
            case 2 -> upsert(connection);
            case 3, 4 -> change(connection, "title = ?, amount = ?", Inputs.title(random), Inputs.amount(random));
            case 5 -> change(connection, "url = ?, divisor = ?", Inputs.url(random), Inputs.divisor(random));
            case 6 -> move(connection);
            case 7 -> delete(connection, someId(), random.nextInt(3));
            case 8 -> change(connection, "title = coalesce(?, title), divisor = divisor + ?", null, random.nextInt(2));
            default -> breakTheGuard(connection);
        }
    }

    private void inBulk(Connection connection) throws SQLException, IOException {
        int rows = options.bulkRows();
        long first = someId();
        switch (random.nextInt(3)) {
            case 0 -> copy(connection, traffic.newIds(rows), rows);
            case 1 -> delete(connection, first, rows / 4);
            default -> {
                try (PreparedStatement statement = connection.prepareStatement(
                        "update " + TABLE + " set amount = amount + 1 where id between ? and ?")) {
                    run(statement, first, first + rows);
                }
            }
        }
    }

    private void insert(Connection connection, long id, int rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("insert into " + TABLE
                + " (id, kind, title, url, amount, divisor, guard) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (int i = 0; i < rows; i++) {
                Inputs row = Inputs.random(random);
                run(statement, id + i, kind(), row.title(), row.url(), row.amount(), row.divisor(), row.guard());
            }
        }
    }

    private void upsert(Connection connection) throws SQLException {
        Inputs row = Inputs.random(random);
        try (PreparedStatement statement = connection.prepareStatement("insert into " + TABLE
                + " (id, kind, title, url, amount, divisor, guard) values (?, ?, ?, ?, ?, ?, ?) on conflict ("
                + shape.key() + ") do update set url = excluded.url, amount = excluded.amount")) {
            run(statement, someId(), kind(), row.title(), row.url(), row.amount(), row.divisor(), row.guard());
        }
    }

    private void change(Connection connection, String assignments, @Nullable Object first, @Nullable Object second)
            throws SQLException {
        long id = someId();
        try (PreparedStatement statement =
                connection.prepareStatement("update " + TABLE + " set " + assignments + " where id between ? and ?")) {
            run(statement, first, second, id, id + random.nextInt(5));
        }
    }

    /** To a key that is free, or to that of a neighbour, which often fails. */
    private void move(Connection connection) throws SQLException {
        long id = someId();
        boolean free = random.nextInt(4) > 0;
        try (PreparedStatement statement =
                connection.prepareStatement("update " + TABLE + " set id = ?, kind = ? where id = ? and kind = ?")) {
            run(statement, free ? traffic.newIds(1) : id + 1, kind(), id, kind());
        }
    }

    private void delete(Connection connection, long id, int more) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + TABLE + " where id between ? and ?")) {
            run(statement, id, id + more);
        }
    }

    /** Once there is a column whose expression must not fail, this statement has to. */
    private void breakTheGuard(Connection connection) throws SQLException {
        if (!traffic.isGuarded()) {
            return;
        }
        connection.commit();
        try (PreparedStatement statement =
                connection.prepareStatement("update " + TABLE + " set guard = 0 where id = ?")) {
            long id = someId();
            run(statement, id);
            if (statement.getUpdateCount() > 0) {
                throw new IllegalStateException("the row " + id + " was written although 1000 / guard fails for it");
            }
        } catch (SQLException e) {
            connection.rollback();
            if (!DIVISION_BY_ZERO.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private void copy(Connection connection, long id, int rows) throws SQLException, IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(line(id + i, kind(), Inputs.random(random)));
        }
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy " + TABLE + " (id, kind, title, url, amount, divisor, guard) from stdin",
                        new StringReader(text.toString()));
    }

    /** A row in the text form of {@code copy}; the values need no escapes. */
    static String line(long id, String kind, Inputs row) {
        return id + "\t" + kind + "\t" + field(row.title()) + "\t" + field(row.url()) + "\t" + field(row.amount())
                + "\t" + field(row.divisor()) + "\t" + row.guard() + "\n";
    }

    private static String field(@Nullable Object value) {
        return value == null ? "\\N" : value.toString();
    }

    private static void run(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, values[i]);
            }
        }
        statement.execute();
    }

    /** Old rows and new ones alike; new rows are near the end. */
    private long someId() {
        long highest = traffic.highestId();
        return random.nextInt(4) == 0 ? Math.max(1, highest - random.nextInt(200)) : 1 + random.nextLong(highest);
    }

    private String kind() {
        return kind(random);
    }

    static String kind(SplittableRandom random) {
        return "k" + random.nextInt(3);
    }
}
