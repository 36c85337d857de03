package dev.plumb.runtime.computed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.plan.computed.Plumbing;
import dev.plumb.plan.computed.PlumbingNames;
import dev.plumb.runtime.WithLedger;
import dev.plumb.runtime.computed.TestTable.Shape;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever clients write, at once and in any order: when no note is left, every cell is right or has its error. */
class PlumbingLawTest {
    private static final int CLIENTS = 3;
    private static final int TRANSACTIONS = 40;

    @ParameterizedTest
    @CsvSource({
        "14, PLAIN, 1", "14, COMPOSITE, 2", "14, PARTITIONED, 3", "14, KEYLESS, 4",
        "18, PLAIN, 5", "18, COMPOSITE, 6", "18, PARTITIONED, 8", "18, KEYLESS, 9"
    })
    void cellsAreRightOrHaveAnErrorOnceNoNoteIsLeft(int major, Shape shape, long seed) throws Exception {
        TestTable table = TestTable.create(WithLedger.on(major), shape, TestTable.random(new Random(seed)));
        assertThat(installed(table)).isEqualTo(table.table());
        ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
        try (TestWorker worker = new TestWorker(table)) {
            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(pool.submit(new RandomClient(table, shape, seed * 1000 + i, TRANSACTIONS)));
            }
            while (!clients.stream().allMatch(Future::isDone)) {
                worker.step();
            }
            for (Future<Integer> client : clients) {
                assertThat(client.get()).isPositive();
            }
            worker.drain();
        } finally {
            pool.shutdownNow();
        }
        assertThat(table.actual()).as("cells of seed " + seed).isEqualTo(table.expected());
    }

    private static Object installed(TestTable table) throws Exception {
        try (Connection connection = table.database().connect();
                PreparedStatement statement =
                        connection.prepareStatement("select prosrc from pg_proc where proname = ?")) {
            statement.setString(1, PlumbingNames.triggerFunction(table.table().table()));
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                return Plumbing.parse(table.table().schema(), table.table().table(), row.getString(1));
            }
        }
    }
}
