package dev.plumb.runtime.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * How long others have kept a statement waiting that runs outside of a transaction, without a lock timeout. An index build
 * that waits before it begins gives up like everybody else; one that waits later would throw its work away.
 */
final class Waiting {
    private static final String BUILDING = """
            select 1 from pg_stat_progress_create_index
            where pid = ? and phase not in ('initializing', 'waiting for writers before build')""";

    private final Duration patience;
    private final Consumer<List<Blocking>> told;
    private List<Integer> lastTold = List.of();
    private long since;
    private boolean waits;

    /**
     * @param patience how long to wait as long as nothing is lost by giving up
     * @param told who is in the way, once for each other set of sessions
     */
    Waiting(Duration patience, Consumer<List<Blocking>> told) {
        this.patience = patience;
        this.told = told;
    }

    /** Takes note of who is in the way now; true when that has lasted too long. */
    boolean isOver(List<Blocking> blockers, int backend, Connection connection) throws SQLException {
        if (blockers.isEmpty()) {
            waits = false;
            return false;
        }
        if (!waits) {
            waits = true;
            since = System.nanoTime();
        }
        List<Integer> pids = blockers.stream().map(Blocking::pid).toList();
        if (!pids.equals(lastTold)) {
            lastTold = pids;
            told.accept(blockers);
        }
        return System.nanoTime() - since >= patience.toNanos() && !isBuilding(backend, connection);
    }

    private static boolean isBuilding(int backend, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BUILDING)) {
            statement.setInt(1, backend);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
