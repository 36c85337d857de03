package dev.plumb.plugin;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There were too many calls. All calls of the {@linkplain ColumnFunction#bucket bucket} wait; that uses up no retry. */
public final class ThrottledException extends FunctionException {
    private static final long serialVersionUID = 1;

    private final @Nullable Duration retryAfter;

    /**
     * A throttle.
     *
     * @param retryAfter how long to wait, from now; empty if the other side did not say, and Plumb then chooses
     * @param message a sentence for people, without secrets
     */
    public ThrottledException(Optional<Duration> retryAfter, String message) {
        super("throttled", message);
        if (retryAfter.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("retryAfter is negative");
        }
        this.retryAfter = retryAfter.orElse(null);
    }

    /** How long to wait, from when it was thrown. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
