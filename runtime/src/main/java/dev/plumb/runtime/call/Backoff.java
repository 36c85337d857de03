package dev.plumb.runtime.call;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before trying again. */
@FunctionalInterface
public interface Backoff {
    /**
     * A pause.
     *
     * @param failures how many attempts in a row have failed, at least 1
     */
    Duration pause(int failures);

    /**
     * Anything from nothing to a bound that doubles: many callers that failed together do not come back together.
     *
     * @param first the first bound
     * @param longest the last one
     */
    static Backoff fullJitter(Duration first, Duration longest, RandomGenerator random) {
        return failures -> {
            long bound = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, 30));
            return Duration.ofMillis(random.nextLong(bound + 1));
        };
    }
}
