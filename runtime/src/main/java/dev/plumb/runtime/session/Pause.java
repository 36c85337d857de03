package dev.plumb.runtime.session;

import java.time.Duration;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
    /** By the clock on the wall. */
    Pause REAL = duration -> Thread.sleep(duration.toMillis());

    void of(Duration duration) throws InterruptedException;
}
