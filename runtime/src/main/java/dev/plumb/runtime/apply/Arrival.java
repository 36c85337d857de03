package dev.plumb.runtime.apply;

import java.sql.Connection;
import java.sql.SQLException;

/** What must hold in the last transaction of a plan once its statements have run; otherwise it is rolled back. */
@FunctionalInterface
public interface Arrival {
    /** Asks for nothing: the plan is proved. */
    Arrival PROVED = transaction -> {};

    /** Throws, of whatever kind, when the transaction must not be committed. */
    void check(Connection transaction) throws SQLException;
}
