package dev.plumb.runtime.apply;

import dev.plumb.plan.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A partition that a step detaches outside of a transaction.
 *
 * @param parent as SQL
 * @param partition as SQL
 */
record DetachedPartition(String parent, String partition) {
    private static final String PART = "(?:\"(?:[^\"]|\"\")*\"|[^\\s.\"]+)";

    private static final String NAME = "(" + PART + "\\." + PART + ")";

    private static final Pattern DETACHED =
            Pattern.compile("^alter table " + NAME + " detach partition " + NAME + " (?:concurrently|finalize)$");

    static Optional<DetachedPartition> by(Step step) {
        Matcher detached = DETACHED.matcher(step.sql());
        return detached.find()
                ? Optional.of(new DetachedPartition(detached.group(1), detached.group(2)))
                : Optional.empty();
    }

    /** What is left to run of the step, after an attempt of which nobody knows how it ended; nothing when it is detached. */
    Optional<String> left(Step step, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select i.inhdetachpending from pg_inherits i
                where i.inhparent = to_regclass(?) and i.inhrelid = to_regclass(?)""")) {
            statement.setString(1, parent);
            statement.setString(2, partition);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(
                        row.getBoolean(1)
                                ? "alter table " + parent + " detach partition " + partition + " finalize"
                                : step.sql());
            }
        }
    }
}
