package dev.plumb.runtime.failure;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What a failed statement means for a person.
 *
 * @param happened the server's own sentence and detail
 * @param remedy by SQLSTATE
 * @param sqlState PostgreSQL's five characters
 */
public record ServerAnswer(String happened, String remedy, Optional<String> sqlState) {
    /** A schema, a table, another object, a column, a function. */
    private static final Set<String> DUPLICATES = Set.of("42P06", "42P07", "42710", "42701", "42723");

    /** What is known about one SQLSTATE or class of them; the first that fits counts, so exact ones come first. */
    private enum Explanation {
        NO_PRIVILEGE("42501", "grant the role the missing privilege, or connect as a role that has it"),
        DISK_FULL("53100", "free disk space on the server, then run the command again"),
        OUT_OF_MEMORY("53200", "the server is out of memory or lock slots: see its log, and max_locks_per_transaction"),
        TOO_MANY_CONNECTIONS("53300", "close other connections or raise max_connections, then run the command again"),
        READ_ONLY("25006", "connect to the primary: this server, or this role, allows reading only"),
        WRONG_PASSWORD("28", "check user name and password, and pg_hba.conf of the server"),
        NO_DATABASE("3D000", "create the database, or correct its name in plumb.yaml"),
        TERMINATED("57P01", "somebody ended the connection on the server; run the command again"),
        SHUT_DOWN("57P", "the server is stopping or starting; run the command again once it is up"),
        CONNECTION_LOST("08", "check that the server is up and reachable, then run the command again"),
        TIMED_OUT("57014", "it was cancelled or took longer than statement_timeout allows; run the command again"),
        LOCK_TIMEOUT("55P03", "wait for the transaction that holds the lock, then run the command again"),
        DEADLOCK("40P01", "run the command again"),
        SERIALIZATION("40001", "run the command again"),
        DUPLICATE_ROWS("23505", "remove the duplicate rows, then run the command again"),
        MISSING_REFERENCE("23503", "correct the rows whose reference leads nowhere, then run the command again"),
        NULLS("23502", "fill the rows that hold null, then run the command again"),
        FAILED_CHECK("23514", "correct the rows that violate the condition, then run the command again"),
        ROWS("23", "correct the rows that violate the constraint, then run the command again"),
        DATA("22", "correct the rows whose values do not fit, then run the command again"),
        OTHER("", "the server's sentence says why; correct that and run the command again");

        private final String prefix;
        private final String remedy;

        Explanation(String prefix, String remedy) {
            this.prefix = prefix;
            this.remedy = remedy;
        }

        static Explanation of(String sqlState) {
            for (Explanation explanation : values()) {
                if (sqlState.startsWith(explanation.prefix)) {
                    return explanation;
                }
            }
            return OTHER;
        }
    }

    public static ServerAnswer of(SQLException e) {
        Optional<String> sqlState = Optional.ofNullable(e.getSQLState());
        return new ServerAnswer(sentence(e), Explanation.of(sqlState.orElse("")).remedy, sqlState);
    }

    /** True when something of that name is there already. */
    public boolean isDuplicate() {
        return sqlState.filter(DUPLICATES::contains).isPresent();
    }

    /** The same with something else to do. */
    public ServerAnswer withRemedy(String other) {
        return new ServerAnswer(happened, other, sqlState);
    }

    /** True when the connection on which it happened is of no more use. */
    public boolean isConnectionLost() {
        return sqlState.filter(s -> s.startsWith("08") || s.startsWith("57P")).isPresent();
    }

    /** True when another transaction was in the way and the same statements may succeed later. */
    public boolean isTransient() {
        return sqlState.filter(s -> s.equals("55P03") || s.equals("40P01") || s.equals("40001"))
                .isPresent();
    }

    private static String sentence(SQLException e) {
        // Of several statements that were sent at once, the driver quotes one before it says what the server says.
        Throwable cause = e instanceof BatchUpdateException ? e.getCause() : e;
        ServerErrorMessage answer = cause instanceof PSQLException p ? p.getServerErrorMessage() : null;
        if (answer == null || answer.getMessage() == null) {
            return String.valueOf(e.getMessage());
        }
        StringBuilder sentence = new StringBuilder("PostgreSQL says: ").append(answer.getMessage());
        Optional.ofNullable(answer.getDetail())
                .ifPresent(d -> sentence.append(" (").append(d).append(')'));
        Optional.ofNullable(answer.getHint())
                .ifPresent(h -> sentence.append("; hint: ").append(h));
        return sentence.toString();
    }
}
