package dev.plumb.runtime.failure;

import java.sql.SQLException;
import java.util.Optional;

/** The server said no, or is gone. Nothing was changed beyond what the message says. */
public final class DatabaseException extends PlumbException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    private DatabaseException(String happened, String remedy, String sqlState, SQLException cause) {
        super(happened, remedy, cause);
        this.sqlState = sqlState;
    }

    /**
     * Explains the server's answer.
     *
     * @param doing what was being done, such as {@code reading the catalog}
     */
    public static DatabaseException during(String doing, SQLException cause) {
        ServerAnswer answer = ServerAnswer.of(cause);
        return new DatabaseException(
                answer.happened() + ", while " + doing,
                answer.remedy(),
                answer.sqlState().orElse(""),
                cause);
    }

    /** PostgreSQL's five characters; absent when the driver gave none. */
    public Optional<String> sqlState() {
        return sqlState.isEmpty() ? Optional.empty() : Optional.of(sqlState);
    }
}
