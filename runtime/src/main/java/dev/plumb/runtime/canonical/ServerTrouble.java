package dev.plumb.runtime.canonical;

import java.sql.SQLException;
import java.util.Set;

/** Errors that say nothing about the statement: the connection, resources, other transactions, an operator's intervention. */
final class ServerTrouble {
    private static final String NO_ROOM = "53200";
    private static final Set<String> STATES = Set.of("08", "25", "40", "53", "55P03", "57", "58", "XX");

    private ServerTrouble() {}

    static boolean is(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return state.isEmpty() || STATES.stream().anyMatch(state::startsWith);
    }

    /** The transaction has taken more locks than the server has room for. */
    static boolean isOutOfLocks(SQLException error) {
        return NO_ROOM.equals(error.getSQLState());
    }
}
