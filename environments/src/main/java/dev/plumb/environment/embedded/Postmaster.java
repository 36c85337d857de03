package dev.plumb.environment.embedded;

import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A live server of a data directory.
 *
 * @param file what it wrote about itself
 */
record Postmaster(PostmasterFile file) {
    private static final int TOKEN_LENGTH = 12;

    /**
     * The server that is at work in a data directory. What a crash, a reboot, a restored backup or a copied folder left in
     * {@code postmaster.pid} is not taken for one, even when another process has that id by now.
     */
    static Optional<Postmaster> find(Path data) {
        return PostmasterFile.read(data)
                .filter(file -> isAlive(file.pid()) && !isCopied(file, data) && isServerOf(file, data))
                .map(Postmaster::new);
    }

    /**
     * Takes a process for dead that has the id of a server which is gone. To be called under the {@link ServerLock} when
     * {@link #find} has found nothing.
     */
    static void disownStranger(Path data) {
        PostmasterFile.read(data).filter(file -> isAlive(file.pid())).ifPresent(file -> file.disown(data));
    }

    /** What a server is called on its command line, so that one can be told from another. */
    static String token(String dataDirectory) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(dataDirectory.replace('\\', '/').getBytes(StandardCharsets.UTF_8));
            return "plumb-" + HexFormat.of().formatHex(hash).substring(0, TOKEN_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    boolean isAlive() {
        return isAlive(file.pid());
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
    }

    /** Ended, but not yet buried by its parent: as in a container whose first process does not care for orphans. */
    private static boolean isZombie(long pid) {
        try {
            Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
            return Files.isReadable(commandLine) && Files.readAllBytes(commandLine).length == 0;
        } catch (IOException e) {
            return false; // it ended just now, and the next look will tell
        }
    }

    /** The folder was copied with its server running: the file then speaks of the original. */
    private static boolean isCopied(PostmasterFile file, Path data) {
        Path named = Path.of(file.dataDirectory());
        try {
            return Files.exists(named) && !Files.isSameFile(named, data);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isServerOf(PostmasterFile file, Path data) {
        Path workingDirectory = Path.of("/proc", Long.toString(file.pid()), "cwd");
        if (Files.exists(workingDirectory)) {
            try {
                return Files.isSameFile(workingDirectory, data);
            } catch (IOException e) {
                return false; // it ended just now
            }
        }
        ProcessHandle.Info info =
                ProcessHandle.of(file.pid()).map(ProcessHandle::info).orElseThrow();
        Optional<String[]> arguments = info.arguments();
        if (arguments.isPresent()) {
            String token = token(file.dataDirectory());
            return Arrays.stream(arguments.get()).anyMatch(a -> a.endsWith(token));
        }
        boolean otherProgram = info.command()
                .filter(c -> !Path.of(c).getFileName().toString().startsWith("postgres"))
                .isPresent();
        return !otherProgram && answersFor(file, data);
    }

    /** Asks the server itself, where the system does not tell about processes. */
    private static boolean answersFor(PostmasterFile file, Path data) {
        if (file.port().isEmpty()) {
            return false;
        }
        try (Connection connection =
                        EmbeddedDatabase.settings(file.port().get()).connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("show data_directory")) {
            return rows.next() && Files.isSameFile(Path.of(rows.getString(1)), data);
        } catch (DatabaseUnreachableException | SQLException | IOException e) {
            return false;
        }
    }
}
