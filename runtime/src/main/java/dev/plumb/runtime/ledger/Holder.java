package dev.plumb.runtime.ledger;

import java.time.Instant;

/**
 * Who is applying to a namespace.
 *
 * @param user of the operating system
 * @param pid of the process on that host
 */
public record Holder(String user, String host, long pid, Instant since) {
    @Override
    public String toString() {
        return user + " on " + host + " (process " + pid + ") since " + since;
    }
}
