package dev.plumb.environment.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.StatusCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The commit that a folder's files come from.
 *
 * @param commit its full name
 * @param branch the branch, unless none is checked out
 * @param clean whether the files in the folder are those of the commit; files that Git does not know count as changes
 */
public record GitState(String commit, Optional<String> branch, boolean clean) {

    /**
     * The state of a folder; empty if it is in no repository, or in one without commits.
     *
     * @throws UncheckedIOException if the repository cannot be read
     */
    public static Optional<GitState> of(Path folder) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return Optional.empty();
        }
        try (Repository repository = builder.build()) {
            ObjectId head = repository.resolve(Constants.HEAD);
            if (head == null || repository.isBare()) {
                return Optional.empty();
            }
            String full = Optional.ofNullable(repository.getFullBranch()).orElse("");
            Optional<String> branch = full.startsWith(Constants.R_HEADS)
                    ? Optional.of(full.substring(Constants.R_HEADS.length()))
                    : Optional.empty();
            return Optional.of(new GitState(head.name(), branch, isClean(repository, folder)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Git repository " + builder.getGitDir(), e);
        }
    }

    /**
     * A folder as files of it are named in its repository: {@code db/} for {@code db}, empty for the root and outside of a repository.
     */
    public static String prefix(Path folder) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return "";
        }
        try (Repository repository = builder.build()) {
            if (repository.isBare()) {
                return "";
            }
            Path below = repository.getWorkTree().toPath().toRealPath().relativize(folder.toRealPath());
            String path = below.toString().replace(below.getFileSystem().getSeparator(), "/");
            return path.isEmpty() ? "" : path + "/";
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Git repository " + builder.getGitDir(), e);
        }
    }

    /**
     * Whether what is checked out in a folder is what a branch, here or at the origin, or a tag names. False outside of a repository.
     *
     * @throws UncheckedIOException if the repository cannot be read
     */
    public static boolean isAt(Path folder, String ref) {
        FileRepositoryBuilder builder =
                new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().toFile());
        if (builder.getGitDir() == null) {
            return false;
        }
        try (Repository repository = builder.build()) {
            ObjectId head = repository.resolve(Constants.HEAD);
            for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS, Constants.R_REMOTES + "origin/")) {
                ObjectId named = repository.resolve(prefix + ref + "^{commit}");
                if (head != null && head.equals(named)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the Git repository " + builder.getGitDir(), e);
        }
    }

    private static boolean isClean(Repository repository, Path folder) throws IOException {
        Path top = repository.getWorkTree().toPath().toRealPath();
        String path = top.relativize(folder.toRealPath()).toString().replace('\\', '/');
        try (Git git = new Git(repository)) {
            StatusCommand status = git.status();
            return (path.isEmpty() ? status : status.addPath(path)).call().isClean();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }
}
