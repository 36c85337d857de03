package dev.plumb.runtime.apply;

import java.time.Instant;
import java.util.Optional;

/**
 * A session whose locks stand in the way.
 *
 * @param user absent when the role may not see it; so are the others
 * @param since when its transaction began
 * @param query its latest statement, literals replaced by {@code ?}
 */
public record Blocking(
        int pid, Optional<String> user, Optional<String> application, Optional<Instant> since, Optional<String> query) {
    @Override
    public String toString() {
        return "pid " + pid
                + user.map(u -> ", user " + u).orElse("")
                + application.map(a -> ", application " + a).orElse("")
                + since.map(s -> ", in a transaction since " + s).orElse("")
                + query.map(q -> ", last statement: " + q).orElse("");
    }
}
