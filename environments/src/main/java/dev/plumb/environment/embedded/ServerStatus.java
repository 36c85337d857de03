package dev.plumb.environment.embedded;

import java.nio.file.Path;
import java.time.Instant;

/** How an embedded server is. */
public sealed interface ServerStatus {
    /**
     * @param startedAt whole seconds
     * @param staysUp whether it runs on when nobody uses it
     */
    record Running(int port, long pid, Instant startedAt, boolean staysUp) implements ServerStatus {}

    /** @param data where its data are, if it ever ran */
    record Stopped(Path data) implements ServerStatus {}
}
