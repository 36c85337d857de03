package dev.plumb.environment.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repository around a folder. */
final class Repositories {
    private Repositories() {}

    /** What is asked of a repository. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Repository repository) throws IOException;
    }

    /**
     * The answer; empty when the folder is in no repository with files.
     *
     * @throws UncheckedIOException if the repository cannot be read
     */
    static <T> Optional<T> ask(Path folder, Question<T> question) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build()) {
            return repository.isBare() ? Optional.empty() : Optional.of(question.ask(repository));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Git repository " + builder.getGitDir(), e);
        }
    }

    /** A folder as files of it are named in the repository: {@code db/} for {@code db}, empty for the root. */
    static String prefix(Repository repository, Path folder) throws IOException {
        Path below = repository.getWorkTree().toPath().toRealPath().relativize(folder.toRealPath());
        String path = below.toString().replace('\\', '/');
        return path.isEmpty() ? "" : path + "/";
    }
}
