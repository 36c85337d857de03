package dev.plumb.runtime.call;

import dev.plumb.runtime.session.Pause;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** Waits as long as was asked for, and counts nothing. */
final class LocalCallLimits implements CallLimits {
    private final Map<String, Duration> closed = new ConcurrentHashMap<>();
    private final Pause pause;

    LocalCallLimits(Pause pause) {
        this.pause = pause;
    }

    @Override
    public void acquire(String bucket, OptionalInt perMinute) throws InterruptedException {
        Duration left = closed.remove(bucket);
        if (left != null) {
            pause.of(left);
        }
    }

    @Override
    public void close(String bucket, Duration duration) {
        closed.merge(bucket, duration, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
}
