package dev.plumb.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumb.migration.LedgerSchema;
import dev.plumb.plugin.Arguments;
import dev.plumb.plugin.FunctionContext;
import dev.plumb.plugin.Limits;
import dev.plumb.plugin.Outcome;
import dev.plumb.plugin.RejectedException;
import dev.plumb.plugin.ThrottledException;
import dev.plumb.plugin.TransientException;
import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.cell.TestFunction;
import dev.plumb.runtime.function.FunctionCatalog;
import dev.plumb.runtime.function.LoadedFunction;
import dev.plumb.testing.TestPostgres;
import dev.plumb.testing.TestPostgres.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FunctionCallsTest {
    private static final Limits LIMITS = Limits.defaults().withBatchSize(4).withRetries(3);

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final CallLimits local = CallLimits.none(pauses::add);

    @Test
    void asksOnceForRowsThatAreTheSameAndGivesEachItsAnswer() throws Exception {
        TestFunction function = TestFunction.each("test.twice", text -> Outcome.value(text + text));

        assertThat(values(call(function, local, "a", "b", "a", "c", "a")))
                .containsExactly("aa", "bb", "aa", "cc", "aa");
        assertThat(function.asked()).containsEntry("a", 1);
    }

    @Test
    void aTransientFailureIsTriedAgainAndThenIsTheErrorOfEachRow() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TestFunction function = TestFunction.of("test.flaky", LIMITS, texts -> {
            if (calls.incrementAndGet() < 3) {
                throw new TransientException("server_error", "500");
            }
            return texts.stream().map(Outcome::value).toList();
        });

        assertThat(call(function, local, "a")).containsExactly(new Answer(Outcome.value("a"), 3));

        TestFunction never = TestFunction.of("test.never", LIMITS, texts -> {
            throw new TransientException("server_error", "500");
        });
        assertThat(call(never, local, "a", "b"))
                .containsOnly(new Answer(Outcome.error("server_error", "500"), 4))
                .hasSize(2);
    }

    @Test
    void aRowThatSpoilsACallIsFoundByHalving() throws Exception {
        TestFunction function = TestFunction.of("test.spoiled", LIMITS.withBatchSize(100), texts -> {
            if (texts.contains("13")) {
                throw new RejectedException("bad_request", "something is wrong");
            }
            return texts.stream().map(Outcome::value).toList();
        });
        String[] texts = IntStream.range(0, 100).mapToObj(String::valueOf).toArray(String[]::new);

        List<Answer> answers = call(function, local, texts);

        assertThat(answers)
                .filteredOn(a -> a.outcome() instanceof Outcome.Failure)
                .hasSize(1);
        assertThat(answers.get(13).outcome()).isEqualTo(Outcome.error("bad_request", "something is wrong"));
    }

    @Test
    void aThrottleLetsTheBucketWaitAndUsesUpNoRetry() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        TestFunction function = TestFunction.of("test.throttled", LIMITS.withRetries(0), texts -> {
            if (calls.incrementAndGet() <= 10) {
                throw new ThrottledException(Optional.of(Duration.ofSeconds(7)), "429");
            }
            return texts.stream().map(Outcome::value).toList();
        });

        assertThat(call(function, local, "a")).containsExactly(new Answer(Outcome.value("a"), 1));
        assertThat(pauses).hasSize(10).containsOnly(Duration.ofSeconds(7));
    }

    @Test
    void aCallThatTakesTooLongIsInterrupted() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Limits limits = LIMITS.withRetries(0).withTimeout(Duration.ofMillis(1));
        TestFunction function = TestFunction.of("test.slow", limits, texts -> {
            never.await();
            return List.of();
        });

        assertThat(call(function, local, "a").get(0).outcome())
                .isEqualTo(Outcome.error("timeout", "the call took longer than 1 ms"));
    }

    @Test
    void aFunctionThatCannotWorkStopsTheJob() {
        TestFunction function = TestFunction.of("test.locked", LIMITS, texts -> {
            throw new UnusableException("unauthorized", "the key is refused; set another one");
        });

        assertThatThrownBy(() -> call(function, local, "a"))
                .isInstanceOf(UnusableFunctionException.class)
                .hasMessageContaining("the function test.locked 1 cannot work: the key is refused");
    }

    @Test
    void callsRunAtOnceButNoMoreThanTheFunctionWants() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger running = new AtomicInteger();
        Set<Integer> seen = Collections.synchronizedSet(new java.util.TreeSet<>());
        TestFunction function =
                TestFunction.of("test.wide", LIMITS.withBatchSize(1).withConcurrency(3), texts -> {
                    seen.add(running.incrementAndGet());
                    three.countDown();
                    three.await();
                    running.decrementAndGet();
                    return texts.stream().map(Outcome::value).toList();
                });

        call(function, local, "a", "b", "c", "d", "e", "f", "g");

        assertThat(seen).contains(3).allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(3));
    }

    @Test
    void processesShareRatesAndPauses() throws Exception {
        TestDatabase database = TestPostgres.latest().newDatabase();
        try (Connection connection = database.connect()) {
            LedgerSchema.upgrade(connection, Duration.ofMinutes(1));
        }
        AtomicLong clock = new AtomicLong();
        try (SharedCallLimits here = new SharedCallLimits(database::connect, clock::get, pauses::add);
                SharedCallLimits there = new SharedCallLimits(database::connect, clock::get, pauses::add)) {
            here.acquire("account", OptionalInt.of(60));
            there.acquire("account", OptionalInt.of(60));
            assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause)
                    .isBetween(Duration.ofMillis(1), Duration.ofSeconds(1)));

            pauses.clear();
            SharedCallLimits waiting = new SharedCallLimits(database::connect, clock::get, pause -> {
                pauses.add(pause);
                database.execute("delete from plumb.bucket where id like 'closed %'");
            });
            try (waiting) {
                here.close("other account", Duration.ofMinutes(2));
                waiting.acquire("account", OptionalInt.empty());
                assertThat(pauses).isEmpty();
                waiting.acquire("other account", OptionalInt.empty());
                assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause)
                        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120)));
            }
        }
    }

    @Test
    void pausesGrowAndAreRandom() {
        Backoff backoff = Backoff.fullJitter(Duration.ofSeconds(1), Duration.ofMinutes(5), new java.util.Random(7));
        assertThat(backoff.pause(1)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
        assertThat(backoff.pause(100)).isBetween(Duration.ZERO, Duration.ofMinutes(5));
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> backoff.pause(5))
                        .distinct()
                        .count())
                .isGreaterThan(40);
    }

    private static List<Answer> call(TestFunction function, CallLimits limits, String... texts) throws Exception {
        ClassLoader nothing = new URLClassLoader(new URL[0], null);
        LoadedFunction loaded = FunctionCatalog.of(Path.of("nowhere"), nothing, List.of(function))
                .functions()
                .get(0);
        Arguments constants = function.signature().constants(Map.of(), Set.of("text"));
        try (FunctionCalls calls = new FunctionCalls(FunctionContext.of(Map.of()), limits, failures -> Duration.ZERO)) {
            List<Arguments> rows = java.util.Arrays.stream(texts)
                    .map(text -> Arguments.of(function.signature(), text))
                    .toList();
            return calls.caller(loaded, constants).compute(rows);
        }
    }

    private static List<Object> values(List<Answer> answers) {
        return answers.stream()
                .map(a -> (Object) String.valueOf(((Outcome.Value) a.outcome()).value()))
                .toList();
    }
}
