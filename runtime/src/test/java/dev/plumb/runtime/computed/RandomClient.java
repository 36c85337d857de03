package dev.plumb.runtime.computed;

import dev.plumb.plan.computed.KeyColumn;
import dev.plumb.runtime.computed.TestTable.Shape;
import dev.plumb.schema.sql.SqlNames;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import org.postgresql.PGConnection;

/** Writes whatever a client may write, several statements to a transaction, some of which are rolled back or fail. */
final class RandomClient implements Callable<Integer> {
    private static final int KEYS = 25;

    /** A key that exists or is given twice, an expression that aborts, a deadlock, a row that changed its partition. */
    private static final Set<String> ACCEPTED = Set.of("23505", "21000", "22012", "40P01", "40001");

    private final TestTable table;
    private final Shape shape;
    private final Random random;
    private final int transactions;

    RandomClient(TestTable table, Shape shape, long seed, int transactions) {
        this.table = table;
        this.shape = shape;
        this.random = new Random(seed);
        this.transactions = transactions;
    }

    /** @return how many transactions were committed */
    @Override
    public Integer call() throws SQLException, IOException {
        int committed = 0;
        try (Connection connection = table.database().connect()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < transactions; i++) {
                committed += transaction(connection) ? 1 : 0;
            }
        }
        return committed;
    }

    private boolean transaction(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                statement.execute("savepoint s");
                one(connection, statement);
                if (random.nextInt(6) == 0) {
                    statement.execute("rollback to s");
                }
            }
            if (random.nextInt(8) == 0) {
                connection.rollback();
                return false;
            }
            connection.commit();
            return true;
        } catch (SQLException e) {
            connection.rollback();
            if (!ACCEPTED.contains(e.getSQLState())) {
                throw e;
            }
            return false;
        }
    }

    private void one(Connection connection, Statement statement) throws SQLException, IOException {
        String name = table.table().name();
        String first = SqlNames.quote(TestTable.BASE.get(0));
        String second = SqlNames.quote(TestTable.BASE.get(1));
        switch (random.nextInt(12)) {
            case 0, 1 -> statement.execute(insert(1));
            case 2 -> statement.execute(insert(3) + " on conflict do nothing");
            case 3 ->
                statement.execute(
                        shape == Shape.KEYLESS
                                ? insert(2)
                                : insert(2) + " on conflict ("
                                        + SqlNames.list(table.table().key().stream()
                                                .map(KeyColumn::name)
                                                .toList())
                                        + ") do update set " + first + " = excluded." + first + ", " + cell() + " = 4");
            case 4, 5 -> statement.execute("update " + name + " set " + first + " = " + value() + where());
            case 6 ->
                statement.execute("update " + name + " set " + second + " = " + second + " + " + number() + where());
            case 7 ->
                statement.execute("update " + name + " set " + cell() + " = " + value()
                        + (shape == Shape.KEYLESS ? ", \"plumb:row\" = gen_random_uuid()" : "") + where());
            case 8 ->
                statement.execute("update " + name + " set id = " + key() + ", " + first + " = " + value()
                        + " where id = " + key());
            case 9 -> statement.execute("update " + name + " set id = " + (KEYS + 1) + " - id" + where());
            case 10 ->
                statement.execute(
                        random.nextInt(10) == 0
                                ? "truncate " + name
                                : "delete from " + (shape == Shape.PARTITIONED ? table.partition(number() % 3) : name)
                                        + where());
            default -> copy(connection, first);
        }
    }

    private void copy(Connection connection, String first) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy " + table.table().name() + " (id, " + first + ") from stdin",
                        new StringReader(key() + "\t" + number() + "\n" + key() + "\t\\N\n"));
    }

    private String insert(int rows) {
        StringBuilder text = new StringBuilder("insert into " + table.table().name() + " (id, "
                + SqlNames.list(TestTable.BASE) + ", " + cell() + ") values ");
        for (int i = 0; i < rows; i++) {
            text.append(i == 0 ? "" : ", ")
                    .append("(" + key() + ", " + value() + ", " + value() + ", " + number() + ")");
        }
        return text.toString();
    }

    private String where() {
        return switch (random.nextInt(3)) {
            case 0 -> " where id = " + key();
            case 1 -> " where id between " + key() + " and " + key();
            default -> " where id % 5 = " + random.nextInt(5);
        };
    }

    private String cell() {
        return SqlNames.quote(
                table.cells().get(random.nextInt(table.cells().size())).cell().column());
    }

    private int key() {
        return 1 + random.nextInt(KEYS);
    }

    private int number() {
        return random.nextInt(30);
    }

    private String value() {
        return random.nextInt(5) == 0 ? "null" : String.valueOf(number());
    }
}
