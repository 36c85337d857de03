package dev.plumb.runtime.failure;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server said no, or is gone. Nothing was changed beyond what the message says. */
public final class DatabaseException extends PlumbException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    private DatabaseException(String happened, String remedy, String sqlState, @Nullable Exception cause) {
        super(happened, remedy, cause);
        this.sqlState = sqlState;
    }

    /**
     * Explains the server's answer.
     *
     * @param doing what was being done, such as {@code reading the catalog}
     */
    public static DatabaseException during(String doing, SQLException cause) {
        return during(doing, ServerAnswer.of(cause), cause);
    }

    /**
     * The same where more is known of what to do.
     *
     * @param answer of the server to it
     */
    public static DatabaseException during(String doing, ServerAnswer answer, SQLException cause) {
        return new DatabaseException(
                answer.happened() + ", while " + doing,
                answer.remedy(),
                answer.sqlState().orElse(""),
                cause);
    }

    /**
     * The ledger is not whole.
     *
     * @param missing tables and columns
     */
    public static DatabaseException ofLedger(List<String> missing, @Nullable Exception cause) {
        return new DatabaseException(
                "the ledger (schema plumb) is damaged: missing " + String.join(", ", missing),
                "restore the schema plumb from a backup, or drop it: the next apply then creates it anew and adopts"
                        + " what is declared",
                "",
                cause);
    }

    /** PostgreSQL's five characters; absent when the driver gave none. */
    public Optional<String> sqlState() {
        return sqlState.isEmpty() ? Optional.empty() : Optional.of(sqlState);
    }
}
