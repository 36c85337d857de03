package dev.plumb.environment.embedded;

import dev.plumb.environment.database.Database;
import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The server of one environment of a project, in {@code .plumb/<environment>}. It listens on this machine only and asks
 * nobody for a password.
 *
 * <p>Whoever uses it first starts it, whoever uses it last stops it, whatever happens to those in between; a server that was
 * asked to stay up stays up. Any number of processes may do all of this at the same time.
 */
public final class EmbeddedServer {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final Path project;
    private final ServerFolder folder;
    private final int version;
    private final ServerBinaries binaries;

    /**
     * @param project the project's folder
     * @param environment its name, which is a valid file name
     * @param version PostgreSQL's major version
     */
    public EmbeddedServer(Path project, String environment, int version, ServerBinaries binaries) {
        this.project = project;
        this.folder = new ServerFolder(project.resolve(".plumb").resolve(environment));
        this.version = version;
        this.binaries = binaries;
    }

    /**
     * Uses the server until the database is closed: starts it unless it is running.
     *
     * @throws DatabaseUnreachableException if it does not start
     */
    public Database use() {
        return use(false);
    }

    /**
     * Uses the server, and lets it run on afterwards until {@link #stop()}.
     *
     * @throws DatabaseUnreachableException if it does not start
     */
    public Database useAndStayUp() {
        return use(true);
    }

    private Database use(boolean stayUp) {
        try {
            folder.create(project);
            return ServerLock.holding(folder.path(), () -> register(stayUp));
        } catch (IOException e) {
            throw failed("be used", e);
        }
    }

    private Database register(boolean stayUp) throws IOException {
        ServerUse use = ServerUse.register(folder.users());
        try {
            Optional<Postmaster> running = running();
            Postmaster postmaster = running.isPresent() ? running.get() : start();
            if (stayUp) {
                folder.rememberToStayUp(postmaster);
            }
            return new EmbeddedDatabase(postmaster.file().port().orElseThrow(), () -> release(use));
        } catch (IOException | RuntimeException e) {
            use.end();
            throw e;
        }
    }

    private void release(ServerUse use) {
        try {
            ServerLock.holding(folder.path(), () -> {
                use.end();
                boolean staysUp =
                        Postmaster.find(folder.data()).filter(folder::staysUp).isPresent();
                return staysUp ? StopOutcome.IN_USE : stopUnlessUsed();
            });
        } catch (IOException e) {
            throw failed("be stopped", e);
        }
    }

    /** Stops the server, unless commands are using it: then the last one of them does. */
    public StopOutcome stop() {
        if (!Files.isDirectory(folder.path())) {
            return StopOutcome.NOT_RUNNING;
        }
        try {
            return ServerLock.holding(folder.path(), () -> {
                folder.forgetToStayUp();
                return stopUnlessUsed();
            });
        } catch (IOException e) {
            throw failed("be stopped", e);
        }
    }

    private StopOutcome stopUnlessUsed() throws IOException {
        Optional<Postmaster> postmaster = Postmaster.find(folder.data());
        if (postmaster.isEmpty()) {
            return StopOutcome.NOT_RUNNING;
        }
        if (ServerUse.count(folder.users()) > 0) {
            return StopOutcome.IN_USE;
        }
        stop(postmaster.get());
        return StopOutcome.STOPPED;
    }

    /** What became of the wish to stop a server. */
    public enum StopOutcome {
        STOPPED,
        NOT_RUNNING,
        /** Other commands are using it; it stops with the last of them. */
        IN_USE
    }

    /** How the server is at this moment. */
    public ServerStatus status() {
        Optional<Postmaster> postmaster = Files.isDirectory(folder.data())
                ? Postmaster.find(folder.data()).filter(p -> p.file().isReady())
                : Optional.empty();
        return postmaster
                .<ServerStatus>map(p -> new ServerStatus.Running(
                        p.file().port().orElseThrow(), p.file().pid(), p.file().startedAt(), folder.staysUp(p)))
                .orElse(new ServerStatus.Stopped(folder.data()));
    }

    /** The server that runs, once it is ready; one that is stopping is waited for and does not count. */
    private Optional<Postmaster> running() throws IOException {
        folder.requireVersion(version);
        Optional<Postmaster> found = Postmaster.find(folder.data());
        if (found.isEmpty() || found.get().file().isReady()) {
            return found;
        }
        Postmaster busy = found.get();
        if (!await(() -> hasEnded(busy) || ready().isPresent())) {
            throw stuck(busy, busy.file().isStopping() ? "stopping" : "starting");
        }
        return ready();
    }

    private Optional<Postmaster> ready() {
        return Postmaster.find(folder.data()).filter(p -> p.file().isReady());
    }

    private boolean hasEnded(Postmaster postmaster) {
        // The file goes last, and the process may stay in the table until its parent cares for it.
        return !postmaster.isAlive() || !Files.exists(folder.postmasterFile());
    }

    private DatabaseUnreachableException stuck(Postmaster postmaster, String state) {
        return new DatabaseUnreachableException(
                "the server in " + folder.path() + " has been " + state + " for minutes",
                "look into " + folder.log() + ", or end the process "
                        + postmaster.file().pid());
    }

    private Postmaster start() throws IOException {
        ServerPrograms programs = new ServerPrograms(binaries.home(version), version, folder);
        if (!Files.isDirectory(folder.data())) {
            programs.initialize();
        }
        Postmaster.disownStranger(folder.data());
        for (int port : folder.ports()) {
            ServerPrograms.Start start = programs.start(port);
            if (await(() -> ready().isPresent() || start.hasFailed()) && ready().isPresent()) {
                folder.rememberPort(port);
                return ready().orElseThrow();
            }
            if (!start.foundPortTaken()) {
                throw start.failure();
            }
        }
        throw new DatabaseUnreachableException(
                "no free port was found for the server in " + folder.path(), "end what occupies ports on this machine");
    }

    private void stop(Postmaster postmaster) throws IOException {
        new ServerPrograms(binaries.home(folder.version().orElse(version)), version, folder).stop();
        if (!await(() -> hasEnded(postmaster))) {
            throw stuck(postmaster, "stopping");
        }
    }

    /** Waits until it is so; false if it is not so after a long time. */
    private static boolean await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DatabaseUnreachableException(
                        "the wait for the embedded server was interrupted", "run the command again", e);
            }
        }
        return true;
    }

    private DatabaseUnreachableException failed(String what, IOException e) {
        boolean denied = e instanceof AccessDeniedException;
        return new DatabaseUnreachableException(
                "the embedded server in " + folder.path() + " cannot " + what + ": "
                        + (denied ? "access denied to " : "") + e.getMessage(),
                "check the permissions of this folder and the disk's free space",
                e);
    }
}
