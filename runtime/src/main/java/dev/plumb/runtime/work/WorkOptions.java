package dev.plumb.runtime.work;

import java.time.Duration;

/**
 * How a worker works.
 *
 * @param parallel how many batches it is at, at once, at least 1
 * @param batch the most notes of one batch, at least 1
 * @param lease how long notes stay with a worker that does not answer, while the server sees sessions of it
 * @param lockTimeout how long a statement may wait for a lock
 * @param poll how often it looks without being called
 * @param scope which notes it takes
 */
public record WorkOptions(
        int parallel, int batch, Duration lease, Duration lockTimeout, Duration poll, NoteScope scope) {
    public WorkOptions {
        if (parallel < 1 || batch < 1) {
            throw new IllegalArgumentException("parallel and batch are at least 1");
        }
    }

    public static WorkOptions defaults() {
        return new WorkOptions(
                2,
                1000,
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                new NoteScope.Everywhere());
    }

    public WorkOptions withScope(NoteScope newScope) {
        return new WorkOptions(parallel, batch, lease, lockTimeout, poll, newScope);
    }
}
