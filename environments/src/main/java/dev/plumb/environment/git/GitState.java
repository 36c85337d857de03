package dev.plumb.environment.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.StatusCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

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
     * @throws java.io.UncheckedIOException if the repository cannot be read
     */
    public static Optional<GitState> of(Path folder) {
        return Repositories.ask(folder, repository -> of(repository, folder)).flatMap(found -> found);
    }

    private static Optional<GitState> of(Repository repository, Path folder) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return Optional.empty();
        }
        String full = Optional.ofNullable(repository.getFullBranch()).orElse("");
        Optional<String> branch = full.startsWith(Constants.R_HEADS)
                ? Optional.of(full.substring(Constants.R_HEADS.length()))
                : Optional.empty();
        return Optional.of(new GitState(head.name(), branch, isClean(repository, folder)));
    }

    /**
     * A folder as files of it are named in its repository: {@code db/} for {@code db}, empty for the root and outside of a repository.
     */
    public static String prefix(Path folder) {
        return Repositories.ask(folder, repository -> Repositories.prefix(repository, folder))
                .orElse("");
    }

    /**
     * Whether what is checked out in a folder is what a branch, here or at the origin, or a tag names. False outside of a repository.
     *
     * @throws java.io.UncheckedIOException if the repository cannot be read
     */
    public static boolean isAt(Path folder, String ref) {
        return Repositories.ask(folder, repository -> isAt(repository, ref)).orElse(false);
    }

    private static boolean isAt(Repository repository, String ref) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        for (String prefix : List.of(Constants.R_HEADS, Constants.R_TAGS, Constants.R_REMOTES + "origin/")) {
            ObjectId named = repository.resolve(prefix + ref + "^{commit}");
            if (head != null && head.equals(named)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClean(Repository repository, Path folder) throws IOException {
        String path = Repositories.prefix(repository, folder);
        try (Git git = new Git(repository)) {
            StatusCommand status = git.status();
            return (path.isEmpty() ? status : status.addPath(path.substring(0, path.length() - 1)))
                    .call()
                    .isClean();
        } catch (GitAPIException e) {
            throw new IOException(e);
        }
    }
}
