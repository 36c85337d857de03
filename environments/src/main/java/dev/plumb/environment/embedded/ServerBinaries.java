package dev.plumb.environment.embedded;

import dev.plumb.environment.database.DatabaseUnreachableException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The servers that Plumb brings along, one jar for each major version, and the folder in which they are unpacked on first
 * use. Every archive gets a folder of its own, which appears when it is complete; so nobody sees half a server.
 *
 * @param jars the folder of {@code postgres-14.jar} to {@code postgres-18.jar}
 * @param cache the folders for what is unpacked, the preferred one first
 */
public record ServerBinaries(Path jars, List<Path> cache) {
    private static final String FOLDER_PROPERTY = "plumb.postgres.binaries";

    public ServerBinaries {
        cache = List.copyOf(cache);
    }

    /**
     * What was installed beside the running program.
     *
     * @param variables the process environment: {@code XDG_CACHE_HOME}
     */
    public static ServerBinaries installed(Map<String, String> variables) {
        Path home = Optional.ofNullable(variables.get("XDG_CACHE_HOME"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"), "plumb-" + System.getProperty("user.name"));
        return new ServerBinaries(jarFolder(), List.of(home.resolve("plumb"), temporary));
    }

    private static Path jarFolder() {
        return Optional.ofNullable(System.getProperty(FOLDER_PROPERTY))
                .map(Path::of)
                .orElseGet(() -> {
                    String first = System.getProperty("java.class.path").split(File.pathSeparator, 2)[0];
                    return Path.of(first).toAbsolutePath().resolveSibling("postgres");
                });
    }

    /**
     * The folder with the server's {@code bin}, unpacked if need be.
     *
     * @throws DatabaseUnreachableException if there is no such server, or no place for it
     */
    Path home(int version) {
        Path jar = jars.resolve("postgres-" + version + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new DatabaseUnreachableException(
                    "the embedded PostgreSQL " + version + " is not installed: there is no " + jar,
                    "build Plumb again, or name the folder of the servers with -D" + FOLDER_PROPERTY + "=…");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = archive(zip);
            String name = "postgres-" + version + "-" + Long.toHexString(archive.getCrc());
            for (Path folder : cache) {
                Optional<Path> ready = unpacked(folder, name);
                if (ready.isPresent()) {
                    return ready.get();
                }
            }
            return unpack(zip, archive, name);
        } catch (IOException e) {
            throw new DatabaseUnreachableException(
                    "the embedded PostgreSQL " + version + " cannot be unpacked from " + jar + ": " + e.getMessage(),
                    "check the disk's free space and the permissions of " + cache.get(0),
                    e);
        }
    }

    /** What is there already, if it can be trusted: nobody else may have put programs there for us to run. */
    private static Optional<Path> unpacked(Path folder, String name) throws IOException {
        Path found = folder.resolve(name);
        if (!Files.isDirectory(found) || !Files.isWritable(folder)) {
            return Optional.empty();
        }
        Path mine = Files.createTempFile(folder, ".owner-", "");
        try {
            boolean own = Files.getOwner(mine).equals(Files.getOwner(folder))
                    && Files.getOwner(mine).equals(Files.getOwner(found));
            return own ? Optional.of(found) : Optional.empty();
        } finally {
            Files.delete(mine);
        }
    }

    private static ZipEntry archive(ZipFile zip) throws IOException {
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (entry.getName().endsWith(".txz")) {
                return entry;
            }
        }
        throw new IOException("there is no .txz in it");
    }

    private Path unpack(ZipFile zip, ZipEntry archive, String name) throws IOException {
        IOException failure = new IOException("there is no folder to unpack it in");
        for (Path folder : cache) {
            try {
                return new Unpacking(folder).unpack(zip.getInputStream(archive), name);
            } catch (IOException e) {
                e.addSuppressed(failure);
                failure = e;
            }
        }
        throw failure;
    }
}
