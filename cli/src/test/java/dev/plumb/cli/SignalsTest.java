package dev.plumb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumb.cli.Shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is told to end while a function computes finishes what it is at, and the next one computes nothing again. */
final class SignalsTest {
    private static final int ROWS = 2_500;

    private static final String ENDING = "interrupted: ending after what is at hand";

    private static final String COMPUTED = Shop.ORDERS + """
                computed:
                  seen: {type: bigint, function: test.gated, args: {id: id}}
            """;

    private final Gate gate = new Gate();

    @TempDir
    Path folder;

    @AfterEach
    void closeTheGate() {
        gate.close();
    }

    private Shop shop() throws IOException {
        Path jar = Files.createDirectories(folder.resolve("plugins")).resolve("gated.jar");
        String compiled = GatedFunction.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                InputStream code = GatedFunction.class.getClassLoader().getResourceAsStream(compiled)) {
            entries.putNextEntry(new JarEntry("META-INF/services/dev.plumb.plugin.ColumnFunction"));
            entries.write(GatedFunction.class.getName().getBytes(StandardCharsets.UTF_8));
            entries.putNextEntry(new JarEntry(compiled));
            entries.write(Objects.requireNonNull(code).readAllBytes());
        }
        return Shop.in(folder).with(Gate.VARIABLE, gate.port());
    }

    private static void insertRows(Shop shop) {
        shop.database()
                .execute("insert into dev_shop.orders (customer) select 'c' || n from generate_series(1, " + ROWS
                        + ") n; analyze dev_shop.orders");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aWorkerEndsAfterTheNotesThatItIsAt(String signal) throws Exception {
        Shop shop = shop().declaring(COMPUTED).applied();
        insertRows(shop);

        assertThat(endedBy(signal, shop, "work")).isZero();

        assertThat(shop.database().count("select count(*) from plumb.note where claimed_by is not null"))
                .isZero();
        assertThat(shop.database().count("select count(*) from plumb.note")).isEqualTo(ROWS - passedOnce());
        assertFilled(shop, passedOnce());
        succeeds(shop.plumb("work", "--once"));
        assertThat(passedOnce()).isEqualTo(ROWS);
        assertFilled(shop, ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void aFillingEndsAfterTheChunksThatItIsAt(String signal) throws Exception {
        Shop shop = shop().applied();
        insertRows(shop);
        succeeds(shop.declaring(COMPUTED).plumb("apply", "--yes", "--backfill", "detach"));

        assertThat(endedBy(signal, shop, "backfill", "run")).isEqualTo(6);

        assertLeftInPeace(shop);
        succeeds(shop.plumb("backfill", "run"));
        assertThat(passedOnce()).isEqualTo(ROWS);
        assertFilled(shop, ROWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "INT"})
    void anApplyThatFillsEndsAfterTheChunksThatItIsAt(String signal) throws Exception {
        Shop shop = shop().applied();
        insertRows(shop);
        shop.declaring(COMPUTED);

        assertThat(endedBy(signal, shop, "apply", "--yes")).isEqualTo(6);

        assertLeftInPeace(shop);
        assertThat(shop.database().count("select count(*) from plumb.run where outcome = 'interrupted'"))
                .isEqualTo(1);
        assertThat(shop.database().count("select count(*) from plumb.lease where owner is not null"))
                .isZero();
        succeeds(shop.plumb("apply", "--yes"));
        assertThat(passedOnce()).isEqualTo(ROWS);
        assertFilled(shop, ROWS);
    }

    @Test
    void whatAnErrorEndsAfterAnApplyWasKilledIsTakenOutByTheNextWhichNamesTheRow() throws Exception {
        Shop shop = shop().applied();
        insertRows(shop);
        shop.database()
                .execute("insert into dev_shop.orders (id, customer) overriding system value values (-1, 'bad')");
        shop.declaring(COMPUTED);
        try (PlumbProcess process = PlumbProcess.start(shop.shell(), "apply", "--yes")) {
            gate.awaitCall();
            process.signal("KILL");
            process.await();
        }
        gate.open();
        assertThat(shop.database().count(COLUMN)).isEqualTo(1);

        Outcome next = shop.plumb("apply", "--yes");

        assertThat(next.exitCode()).as(next.toString()).isEqualTo(1);
        assertThat(next.err()).contains("[-1]", "an id below zero", "taken out again: shop/orders.seen");
        assertThat(shop.database().count(COLUMN)).isZero();
        shop.database().execute("delete from dev_shop.orders where id < 0");
        succeeds(shop.plumb("apply", "--yes"));
        assertFilled(shop, ROWS);
    }

    private static final String COLUMN =
            "select count(*) from information_schema.columns where table_name = 'orders' and column_name = 'seen'";

    @Test
    void aWorkerThatHasNothingToDoEndsAtOnce() throws Exception {
        Shop shop = shop().declaring(COMPUTED).applied();
        try (PlumbProcess worker = PlumbProcess.start(shop.shell(), "work")) {
            worker.awaitMessage("waiting for rows to change");
            worker.signal("TERM");
            assertThat(worker.await()).isZero();
        }
    }

    /** The exit code of a process that got a signal while the function computed. */
    private int endedBy(String signal, Shop shop, String... arguments) throws Exception {
        try (PlumbProcess process = PlumbProcess.start(shop.shell(), arguments)) {
            gate.awaitCall();
            process.signal(signal);
            process.awaitMessage(ENDING);
            gate.open();
            return process.await();
        }
    }

    private void assertLeftInPeace(Shop shop) {
        assertThat(shop.database().count("select count(*) from plumb.backfill_chunk where state <> 'done'"))
                .isZero();
        assertThat(shop.database().count("select count(*) from plumb.backfill where state = 'running'"))
                .isEqualTo(1);
        assertThat(passedOnce()).isLessThan(ROWS);
        assertFilled(shop, passedOnce());
    }

    private static void assertFilled(Shop shop, int rows) {
        assertThat(shop.database().count("select count(*) from dev_shop.orders where seen = id"))
                .isEqualTo(rows);
    }

    /** How many rows the function was called with, each once. */
    private int passedOnce() {
        List<Long> ids = gate.passed();
        assertThat(ids).doesNotHaveDuplicates();
        return ids.size();
    }

    private static void succeeds(Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
    }
}
