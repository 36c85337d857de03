package dev.plumb.environment.embedded;

import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The files of one embedded server.
 *
 * @param path the folder, {@code .plumb/<environment>}
 */
record ServerFolder(Path path) {
    // Below what systems give to outgoing connections, so that no browser takes it between two runs.
    private static final int FIRST_PORT = 15_000;
    private static final int LAST_PORT = 32_000;
    private static final int PORTS_TO_TRY = 5;

    Path data() {
        return path.resolve("data");
    }

    Path log() {
        return path.resolve("server.log");
    }

    Path users() {
        return path.resolve("users");
    }

    Path postmasterFile() {
        return data().resolve("postmaster.pid");
    }

    private Path portFile() {
        return path.resolve("port");
    }

    private Path stayUpFile() {
        return path.resolve("stay-up");
    }

    /** Makes the folder, which Git shall not see. */
    void create(Path project) throws IOException {
        if (!Files.isDirectory(project)) {
            throw new IOException("there is no folder " + project);
        }
        Files.createDirectories(path);
        Path ignore = path.resolveSibling(".gitignore");
        if (!Files.exists(ignore)) {
            Files.writeString(ignore, "*\n");
        }
    }

    /** The version that made the data; empty if there are none yet. */
    Optional<Integer> version() throws IOException {
        Path file = data().resolve("PG_VERSION");
        if (Files.isRegularFile(file)) {
            return Optional.of(Integer.valueOf(Files.readString(file).strip()));
        }
        if (Files.exists(data())) {
            throw new DatabaseUnreachableException(
                    data() + " is not the data directory of a PostgreSQL server: it has no PG_VERSION",
                    "move it away and run the command again");
        }
        return Optional.empty();
    }

    void requireVersion(int wanted) throws IOException {
        Optional<Integer> found = version().filter(v -> v != wanted);
        if (found.isPresent()) {
            throw new DatabaseUnreachableException(
                    "the data in " + data() + " belong to PostgreSQL " + found.get() + ", and plumb.yaml asks for "
                            + wanted,
                    "write 'version: " + found.get() + "', or move " + path + " away to begin with an empty database");
        }
    }

    /** Ports to try in this order: the one that the server had, then others that are free. */
    List<Integer> ports() throws IOException {
        List<Integer> ports = new ArrayList<>();
        rememberedPort().filter(ServerFolder::isFree).ifPresent(ports::add);
        RandomGenerator random = RandomGenerator.getDefault();
        random.ints(FIRST_PORT, LAST_PORT)
                .limit(LAST_PORT - FIRST_PORT)
                .filter(ServerFolder::isFree)
                .limit(PORTS_TO_TRY)
                .forEach(ports::add);
        return ports;
    }

    private Optional<Integer> rememberedPort() throws IOException {
        if (!Files.isRegularFile(portFile())) {
            return Optional.empty();
        }
        String text = Files.readString(portFile()).strip();
        return text.matches("\\d{1,5}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    void rememberPort(int port) throws IOException {
        Files.writeString(portFile(), port + "\n");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** This very server: after a crash or a reboot the wish has gone with it. */
    void rememberToStayUp(Postmaster postmaster) throws IOException {
        Files.writeString(stayUpFile(), identity(postmaster));
    }

    void forgetToStayUp() throws IOException {
        Files.deleteIfExists(stayUpFile());
    }

    boolean staysUp(Postmaster postmaster) {
        try {
            return Files.isRegularFile(stayUpFile())
                    && Files.readString(stayUpFile()).equals(identity(postmaster));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + stayUpFile(), e);
        }
    }

    private static String identity(Postmaster postmaster) {
        return postmaster.file().pid() + " " + postmaster.file().startedAt() + "\n";
    }
}
