package dev.plumb.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Files that a command writes where there are none yet. */
final class NewFiles {
    private final Session session;
    private final Path folder;
    private final Map<Path, String> files;

    /**
     * @param folder where they go; need not exist
     * @param files content by path relative to the folder, in the order of writing
     */
    NewFiles(Session session, Path folder, Map<Path, String> files) {
        this.session = session;
        this.folder = folder;
        this.files = files;
    }

    /**
     * Finds out before anything is written that something would be overwritten.
     *
     * @param remedy what to do then
     */
    void refuseToOverwrite(String remedy) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(session.shown(folder) + " is a file", "name a folder");
        }
        List<String> present = files.keySet().stream()
                .map(folder::resolve)
                .filter(Files::exists)
                .map(session::shown)
                .toList();
        if (!present.isEmpty()) {
            throw new UsageException(
                    "there is already " + Session.listed(present) + ", and nothing is overwritten", remedy);
        }
    }

    /** Writes them and says so. */
    void write() {
        for (Map.Entry<Path, String> entry : files.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            try {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Files.writeString(file, entry.getValue());
            } catch (IOException e) {
                throw FileFailure.writing(file, e);
            }
            session.surroundings().out().println("wrote " + session.shown(file));
        }
    }
}
