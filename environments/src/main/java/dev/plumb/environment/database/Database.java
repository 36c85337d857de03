package dev.plumb.environment.database;

import java.sql.Connection;
import java.util.Map;

/** A database that can be connected to. Closing it gives back what keeps it reachable, such as an embedded server. */
public interface Database extends AutoCloseable {
    /**
     * A new connection, in autocommit mode, which the caller closes.
     *
     * @throws DatabaseUnreachableException with what to do
     */
    Connection connect();

    /** The database for messages, as {@code app on db.example.org:5432}. Without secrets. */
    String description();

    /** For JDBC programs. Without the password. */
    String jdbcUrl();

    /** For psql and other libpq programs. Without the password, which {@link #libpqEnvironment()} carries. */
    String libpqUrl();

    /** What a libpq program needs in its environment beside {@link #libpqUrl()}: the password, if one is known. */
    Map<String, String> libpqEnvironment();

    /** Hides this database's secrets in any text. */
    Secrets secrets();

    @Override
    void close();
}
