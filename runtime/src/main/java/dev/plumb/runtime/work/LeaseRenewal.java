package dev.plumb.runtime.work;

import dev.plumb.environment.database.DatabaseUnreachableException;
import dev.plumb.runtime.session.ConnectionSource;
import dev.plumb.runtime.session.RowSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread beside those that work: renews the leases of their notes. Its session does nothing else, so that the worker is seen to live
 * when the others lose theirs.
 */
final class LeaseRenewal implements AutoCloseable {
    private final ConnectionSource source;
    private final WorkOptions options;
    private final NoteTable notes;
    private final WorkListener listener;
    private final ScheduledExecutorService thread;
    private @Nullable Future<?> renewing;
    private @Nullable Connection connection;
    private boolean closed;

    LeaseRenewal(
            ConnectionSource source,
            WorkOptions options,
            NoteTable notes,
            WorkListener listener,
            ThreadFactory threads) {
        this.source = source;
        this.options = options;
        this.notes = notes;
        this.listener = listener;
        this.thread = Executors.newSingleThreadScheduledExecutor(threads);
    }

    /** The session is there before the first note is claimed. */
    void start() {
        renew();
        long interval = Math.max(1, options.lease().toMillis() / 3);
        renewing = thread.scheduleWithFixedDelay(this::renew, interval, interval, TimeUnit.MILLISECONDS);
    }

    private synchronized void renew() {
        if (closed) {
            return;
        }
        try {
            Connection open = connection;
            if (open == null) {
                open = RowSession.open(source, "work leases", options.lockTimeout());
                connection = open;
            }
            notes.renew(open);
        } catch (SQLException | DatabaseUnreachableException e) {
            closeConnection();
            // The loops find out by themselves; and two workers at one note do no harm.
            listener.postponed("all tables", 0, "leases were not renewed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (renewing != null) {
            renewing.cancel(true);
        }
        thread.shutdownNow();
        synchronized (this) {
            closed = true;
            closeConnection();
        }
    }

    private void closeConnection() {
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
