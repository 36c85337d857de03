package dev.plumb.runtime;

import dev.plumb.runtime.work.WorkResult;
import dev.plumb.runtime.work.Worker;

/** Keeps the columns that functions compute right. Made by {@link ColumnWork#worker}. */
public final class ColumnWorker implements AutoCloseable {
    private final Worker worker;
    private final Runnable end;

    ColumnWorker(Worker worker, Runnable end) {
        this.worker = worker;
        this.end = end;
    }

    /**
     * Works off what there is.
     *
     * @throws InterruptedException when the thread was interrupted; what was begun is given back
     */
    public WorkResult drain() throws InterruptedException {
        return worker.drain();
    }

    /**
     * Works off what there is and what comes, until {@link #stop}.
     *
     * @throws InterruptedException when the thread was interrupted; what was begun is given back
     */
    public WorkResult run() throws InterruptedException {
        return worker.run();
    }

    /** Lets it end after what it is at. For any thread. */
    public void stop() {
        worker.stop();
    }

    @Override
    public void close() {
        end.run();
    }
}
