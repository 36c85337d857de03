package dev.plumb.cli;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request to end the process (Ctrl-C, SIGTERM). What a command is at is finished first, where the command can do that. */
final class Interruption {
    /** After this the command's thread is interrupted, which makes it give back what it is at. */
    private static final long IN_HAND_SECONDS = 25;

    /** Leases run out by themselves: whatever takes longer is taken over by another process. */
    private static final long GOOD_ORDER_SECONDS = 15;

    private final CountDownLatch ended = new CountDownLatch(1);
    private @Nullable Runnable stop;
    private boolean requested;
    private @Nullable Thread worker;
    private int exitCode;

    /** What a command does. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Does work that can be ended in peace. From now on a request to end waits for the whole command, and the command's exit code counts.
     *
     * @param request what makes the work end soon, called on another thread
     */
    <T, E extends Exception> T during(Runnable request, Work<T, E> work) throws E {
        begin(request);
        return work.run();
    }

    private synchronized void begin(Runnable request) {
        stop = request;
        worker = Thread.currentThread();
    }

    /** The command has ended by itself or as it was asked to. */
    void ended(ExitCode code) {
        exitCode = code.code();
        ended.countDown();
    }

    boolean isEnded() {
        return ended.getCount() == 0;
    }

    /** Asks the command to end; false when it does nothing that could be finished. */
    boolean request() {
        markRequested();
        Runnable request = stop();
        if (request == null) {
            return false;
        }
        request.run();
        return true;
    }

    private synchronized void markRequested() {
        requested = true;
    }

    /** Whether nothing else is to be begun. */
    synchronized boolean isRequested() {
        return requested;
    }

    private synchronized @Nullable Runnable stop() {
        return stop;
    }

    /** The command's exit code; empty when it does not end. */
    OptionalInt await() {
        try {
            if (!ended.await(IN_HAND_SECONDS, TimeUnit.SECONDS)) {
                giveUp();
            }
            return ended.await(GOOD_ORDER_SECONDS, TimeUnit.SECONDS) ? OptionalInt.of(exitCode) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    private synchronized void giveUp() {
        if (worker != null) {
            worker.interrupt();
        }
    }
}
