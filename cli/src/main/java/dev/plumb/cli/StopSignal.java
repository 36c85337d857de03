package dev.plumb.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While work is done under it, a process that is told to end (Ctrl-C, SIGTERM) first lets the work end in peace. */
final class StopSignal {
    /** Leases run out by themselves: whatever takes longer is taken over by another process. */
    private static final long LONGEST_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final Runnable stop;

    private StopSignal(Runnable stop) {
        this.stop = stop;
    }

    /** What is done. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /**
     * Does the work.
     *
     * @param stop what makes it end soon, called on another thread
     */
    static <T> T during(Runnable stop, Work<T> work) throws InterruptedException {
        StopSignal signal = new StopSignal(stop);
        Thread hook = new Thread(signal::await);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } finally {
            signal.finished.countDown();
            remove(hook);
        }
    }

    private void await() {
        stop.run();
        try {
            finished.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook was waiting for just this.
            hook.interrupt();
        }
    }
}
