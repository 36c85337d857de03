package dev.plumb.runtime.session;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections come from: direct ones, each of its own. */
@FunctionalInterface
public interface ConnectionSource {
    /** A new connection in autocommit mode, which the caller closes. */
    Connection connect() throws SQLException;
}
