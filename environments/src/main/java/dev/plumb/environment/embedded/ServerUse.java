package dev.plumb.environment.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * One user of a server: a locked file in the folder {@code users}. There is no count to go wrong: the system releases the
 * lock when the user's process ends, however that happens, and a file without a lock is nobody. All of this happens
 * under the {@link ServerLock}.
 */
final class ServerUse {
    // A process must not open the files of its own users to look at them: closing them would release their locks.
    private static final String THIS_PROCESS = UUID.randomUUID().toString();

    private final Path file;
    private final FileChannel channel;

    private ServerUse(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static ServerUse register(Path users) throws IOException {
        Files.createDirectories(users);
        Path file = users.resolve(THIS_PROCESS + "." + UUID.randomUUID());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock();
            return new ServerUse(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void end() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    /** How many there are. Clears away what killed ones left. */
    static int count(Path users) throws IOException {
        int count = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(users)) {
            for (Path file : files) {
                if (isAlive(file)) {
                    count++;
                } else {
                    Files.deleteIfExists(file);
                }
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return count;
    }

    private static boolean isAlive(Path file) throws IOException {
        if (file.getFileName().toString().startsWith(THIS_PROCESS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }
}
