package dev.plumb.runtime.apply;

import java.time.Duration;

/**
 * How long an apply may take over things.
 *
 * @param lockTimeout how long to wait for another applier of the same namespace
 * @param lockBudget how long one transaction may be tried again in all because its locks are not to be had, and how long a
 *     statement outside of a transaction waits for others before it begins
 * @param statementDeadline how long a statement outside of a transaction, such as a concurrent index build, may run
 * @param heartbeat how often the lease is renewed
 * @param leaseExpiry how long after the last heartbeat others may take the lease over
 * @param detached whether what takes long, which is filling columns and all that comes after it, is left to other processes and to
 *     the next apply
 */
public record ApplyOptions(
        Duration lockTimeout,
        Duration lockBudget,
        Duration statementDeadline,
        Duration heartbeat,
        Duration leaseExpiry,
        boolean detached) {
    public static final ApplyOptions DEFAULT = new ApplyOptions(
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofHours(12),
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            false);

    public ApplyOptions withLockTimeout(Duration lockTimeout) {
        return new ApplyOptions(lockTimeout, lockBudget, statementDeadline, heartbeat, leaseExpiry, detached);
    }

    public ApplyOptions withLockBudget(Duration lockBudget) {
        return new ApplyOptions(lockTimeout, lockBudget, statementDeadline, heartbeat, leaseExpiry, detached);
    }

    public ApplyOptions withDetached(boolean detached) {
        return new ApplyOptions(lockTimeout, lockBudget, statementDeadline, heartbeat, leaseExpiry, detached);
    }
}
