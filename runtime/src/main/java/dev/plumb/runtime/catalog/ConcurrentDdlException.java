package dev.plumb.runtime.catalog;

import java.sql.SQLException;

/** What was being read went away meanwhile; reading again helps. */
final class ConcurrentDdlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrentDdlException(String message) {
        super(message);
    }

    ConcurrentDdlException(SQLException cause) {
        super(String.valueOf(cause.getMessage()), cause);
    }
}
