package dev.plumb.runtime;

import dev.plumb.runtime.backfill.BackfillEngine;
import dev.plumb.runtime.backfill.BackfillListener;
import java.util.Optional;

/** Takes part in backfills. Made by {@link ColumnWork#filler}. */
public final class ColumnFiller implements AutoCloseable {
    private final BackfillEngine engine;
    private final Runnable end;

    ColumnFiller(BackfillEngine engine, Runnable end) {
        this.engine = engine;
        this.end = end;
    }

    /**
     * Takes part in a backfill until it is done, paused ones included, which it waits for.
     *
     * @return as it ended; still running or paused after {@link #stop}
     * @throws dev.plumb.runtime.failure.PlumbException as {@link BackfillEngine#run}
     * @throws InterruptedException when the thread was interrupted; what was begun is given back
     */
    public TableBackfill run(TableBackfill backfill, BackfillListener listener) throws InterruptedException {
        return new TableBackfill(backfill.table(), engine.run(backfill.state().id(), Optional.empty(), listener));
    }

    /** Lets this and every later run end after the chunks that it is at. For any thread. */
    public void stop() {
        engine.stop();
    }

    @Override
    public void close() {
        end.run();
    }
}
