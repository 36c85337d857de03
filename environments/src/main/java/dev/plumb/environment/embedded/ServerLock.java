package dev.plumb.environment.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/** Held while a server is started or stopped. The system releases it when its process ends, however that happens. */
final class ServerLock {
    // File locks are between processes: within one, the second would fail instead of waiting, and closing its channel
    // would
    // release the first one's lock.
    private static final ReentrantLock WITHIN_PROCESS = new ReentrantLock();

    /** What is done under the lock. */
    @FunctionalInterface
    interface Action<T> {
        T run() throws IOException;
    }

    private ServerLock() {}

    /** Does something that only one process does at a time; waits for the others. */
    static <T> T holding(Path folder, Action<T> action) throws IOException {
        WITHIN_PROCESS.lock();
        try (FileChannel channel =
                FileChannel.open(folder.resolve("start.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                return action.run();
            } finally {
                lock.release();
            }
        } finally {
            WITHIN_PROCESS.unlock();
        }
    }
}
