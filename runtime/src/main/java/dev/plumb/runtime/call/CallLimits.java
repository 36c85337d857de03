package dev.plumb.runtime.call;

import dev.plumb.runtime.session.Pause;
import java.time.Duration;
import java.util.OptionalInt;

/** Who may call now. Safe for several threads. */
public interface CallLimits {
    /**
     * Takes the right to one call, and waits for it.
     *
     * @param bucket what shares a rate
     * @param perMinute the rate; empty for as many as there can be
     */
    void acquire(String bucket, OptionalInt perMinute) throws InterruptedException;

    /** Lets nobody call for a while. A longer pause that somebody else asked for stays. */
    void close(String bucket, Duration duration);

    /** Those of one process alone, without a rate: for trying a function. */
    static CallLimits none(Pause pause) {
        return new LocalCallLimits(pause);
    }
}
