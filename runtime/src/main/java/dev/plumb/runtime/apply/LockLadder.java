package dev.plumb.runtime.apply;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait for locks, attempt by attempt. While a strong lock is waited for everybody else queues behind it, so the
 * first attempts are short. Later ones exceed {@code deadlock_timeout} (1 s by default), or a running autovacuum, which
 * PostgreSQL only cancels after that time, would win every time. Jitter keeps two appliers from meeting again and again.
 */
final class LockLadder {
    private static final long[] LIMITS_MILLIS = {50, 100, 100, 200, 200, 400, 400, 800, 1500, 2000};
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final double JITTER = 0.2;

    private final RandomGenerator random;

    LockLadder(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The lock timeout of an attempt.
     *
     * @param attempt from 1
     */
    Duration limit(int attempt) {
        long rung = LIMITS_MILLIS[Math.min(attempt, LIMITS_MILLIS.length) - 1];
        return Duration.ofMillis(Math.round(rung * (1 - JITTER / 2 + JITTER * random.nextDouble())));
    }

    /** How long to let others pass before the next attempt: anything up to a bound that grows. */
    Duration pause(int attempt) {
        long bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min((attempt + 1) / 2, 10));
        return Duration.ofMillis(random.nextLong(bound / 4, bound + 1));
    }
}
