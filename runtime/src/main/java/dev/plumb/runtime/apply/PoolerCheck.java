package dev.plumb.runtime.apply;

import dev.plumb.runtime.failure.WrongTargetException;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Refuses a pooler that gives each transaction another server process: session locks would leak, and settings land on
 * somebody else.
 */
final class PoolerCheck {
    private PoolerCheck() {}

    /**
     * Looks at two idle connections. Direct ones have two server processes, always the same. Behind a transaction pooler
     * they share one, or the first gets another while the second keeps its own busy.
     *
     * @throws WrongTargetException when that happens
     */
    static void refuseTransactionPooler(Connection first, Connection second) throws SQLException {
        int before = ServerSession.backend(first);
        second.setAutoCommit(false);
        int beside = ServerSession.backend(second);
        int after = ServerSession.backend(first);
        second.rollback();
        second.setAutoCommit(true);
        if (before == beside || before != after) {
            throw new WrongTargetException(
                    "the database is behind a transaction pooler: one connection is served by several server processes",
                    "give the environment a URL that leads to the server directly, or to a pooler in session mode");
        }
    }
}
