package dev.plumb.runtime.work;

import dev.plumb.runtime.cell.CellFunctions;
import dev.plumb.runtime.cell.LiveTable;
import dev.plumb.runtime.failure.ServerAnswer;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One thread of a worker: claims notes of a table, works them off, claims the next. */
final class WorkLoop implements AutoCloseable {
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 300_000;

    /** After so many the wait is half a minute at most, and what still fails is not about to pass. */
    private static final int ATTEMPTS_WAITED_FOR = 6;

    private final ConnectionSource source;
    private final WorkOptions options;
    private final NoteTable notes;
    private final NoteWork work;
    private final Elsewhere elsewhere;
    private final WorkListener listener;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private @Nullable Connection connection;
    private long rows;
    private long cellsFailed;

    WorkLoop(
            ConnectionSource source,
            WorkOptions options,
            NoteTable notes,
            CellFunctions functions,
            Elsewhere elsewhere,
            WorkListener listener) {
        this.source = source;
        this.options = options;
        this.notes = notes;
        this.work = new NoteWork(functions, notes);
        this.elsewhere = elsewhere;
        this.listener = listener;
    }

    /**
     * Works off one batch.
     *
     * @return false when there is none
     * @throws dev.plumb.runtime.failure.PlumbException when a function is missing, cannot work or breaks its contract; the notes are back
     */
    boolean step() throws SQLException, InterruptedException {
        List<Note> claimed;
        try {
            claimed = notes.claim(connection(), options.batch());
            if (claimed.isEmpty()) {
                elsewhere.lookAgain(connection());
            }
        } catch (SQLException e) {
            forgetLostConnection(e);
            throw e;
        }
        if (claimed.isEmpty()) {
            return false;
        }
        notes.begin(claimed);
        try {
            work(claimed);
        } catch (SQLException e) {
            postpone(claimed, e);
        } catch (CellsChangedException e) {
            giveBack(claimed, e);
        } catch (RuntimeException | InterruptedException e) {
            giveBack(claimed, e);
            throw e;
        } finally {
            notes.end(claimed);
        }
        return true;
    }

    /** How long until notes that were put off may be tried again; empty when there are none, or they keep on failing. */
    Optional<Duration> untilNext() throws SQLException {
        return notes.untilNext(connection(), ATTEMPTS_WAITED_FOR);
    }

    private void work(List<Note> claimed) throws SQLException, InterruptedException, CellsChangedException {
        Optional<LiveTable> live = LiveTable.find(connection(), claimed.get(0).relation());
        if (live.isEmpty()) {
            notes.delete(connection(), claimed);
            return;
        }
        NoteWork.Done done = work.work(connection(), live.get(), claimed);
        rows += done.rows();
        cellsFailed += done.cellsFailed();
        elsewhere.leave(live.get(), done.left());
        if (done.left().isEmpty() || done.rows() > 0) {
            listener.computed(done.table(), done.rows(), done.cellsFailed());
        }
    }

    private void postpone(List<Note> claimed, SQLException failure) throws SQLException {
        forgetLostConnection(failure);
        int attempts = claimed.stream().mapToInt(Note::attempts).max().orElse(1);
        long bound = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(attempts, 12));
        notes.release(connection(), claimed, Duration.ofMillis(random.nextLong(1, bound)), true);
        listener.postponed(
                "table " + claimed.get(0).relation(),
                claimed.size(),
                ServerAnswer.of(failure).happened());
    }

    private void giveBack(List<Note> claimed, Exception reason) {
        try {
            notes.release(connection(), claimed, Duration.ZERO, false);
        } catch (SQLException e) {
            // The lease runs out by itself.
            reason.addSuppressed(e);
        }
    }

    private void forgetLostConnection(SQLException e) {
        if (ServerAnswer.of(e).isConnectionLost()) {
            close();
        }
    }

    private Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = RowSession.openForKeys(source, "work", options.lockTimeout());
            connection = open;
        }
        return open;
    }

    long rows() {
        return rows;
    }

    long cellsFailed() {
        return cellsFailed;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // Closing is all that was wanted.
            }
        }
    }
}
