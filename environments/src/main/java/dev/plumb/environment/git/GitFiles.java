package dev.plumb.environment.git;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/** The files of a folder as they are in commits, without checking anything out. */
public final class GitFiles {
    private static final List<String> MAIN_BRANCHES = List.of(
            "refs/remotes/origin/HEAD", "refs/remotes/origin/main", "refs/remotes/origin/master", "main", "master");

    private final Path folder;

    public GitFiles(Path folder) {
        this.folder = folder;
    }

    /** The full name of the commit that a branch, a tag or the beginning of a name stands for; empty when there is none. */
    public Optional<String> commit(String ref) {
        return Repositories.ask(folder, repository -> Optional.ofNullable(resolved(repository, ref))
                        .map(ObjectId::name))
                .flatMap(found -> found);
    }

    /**
     * When a commit was made.
     *
     * @param commit its full name
     */
    public Optional<Instant> time(String commit) {
        return Repositories.ask(folder, repository -> {
            try (RevWalk walk = new RevWalk(repository)) {
                return walk.parseCommit(ObjectId.fromString(commit))
                        .getCommitterIdent()
                        .getWhenAsInstant();
            }
        });
    }

    /** How much of its history a folder has. */
    public enum History {
        /** It is in no repository. */
        NONE,
        /** It is in a clone that was told to fetch only the newest commits. */
        SHALLOW,
        WHOLE
    }

    public History history() {
        return Repositories.ask(
                        folder,
                        repository -> repository
                                        .getObjectDatabase()
                                        .getShallowCommits()
                                        .isEmpty()
                                ? History.WHOLE
                                : History.SHALLOW)
                .orElse(History.NONE);
    }

    /**
     * Where two commits have parted; empty when they have no commit in common.
     *
     * @param one its full name, as the other's
     */
    public Optional<String> mergeBase(String one, String other) {
        return Repositories.ask(
                        folder,
                        repository -> mergeBase(repository, ObjectId.fromString(one), ObjectId.fromString(other)))
                .flatMap(found -> found);
    }

    /** Where what is checked out has left the main branch; empty when there is no such branch, or no commit in common. */
    public Optional<String> mergeBase() {
        return Repositories.ask(folder, repository -> {
                    ObjectId head = repository.resolve(Constants.HEAD);
                    for (String branch : MAIN_BRANCHES) {
                        ObjectId main = resolved(repository, branch);
                        if (head != null && main != null) {
                            return mergeBase(repository, head, main);
                        }
                    }
                    return Optional.<String>empty();
                })
                .flatMap(found -> found);
    }

    private static Optional<String> mergeBase(Repository repository, ObjectId head, ObjectId main) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(head));
            walk.markStart(walk.parseCommit(main));
            return Optional.ofNullable(walk.next()).map(RevCommit::name);
        }
    }

    private static @Nullable ObjectId resolved(Repository repository, String ref) throws IOException {
        try {
            return repository.resolve(ref + "^{commit}");
        } catch (RevisionSyntaxException | AmbiguousObjectException e) {
            return null;
        }
    }

    /**
     * Writes the folder's files as they are in a commit into another folder. Links and submodules are left out.
     *
     * @param commit its full name
     * @throws UncheckedIOException if the repository cannot be read, or the folder not be written
     */
    public void write(String commit, Path into) {
        Repositories.ask(folder, repository -> {
            write(repository, commit, into);
            return into;
        });
    }

    private void write(Repository repository, String commit, Path into) throws IOException {
        String prefix = Repositories.prefix(repository, folder);
        try (RevWalk walk = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
            tree.setRecursive(true);
            if (!prefix.isEmpty()) {
                tree.setFilter(PathFilter.create(prefix.substring(0, prefix.length() - 1)));
            }
            while (tree.next()) {
                boolean file = FileMode.REGULAR_FILE.equals(tree.getRawMode(0))
                        || FileMode.EXECUTABLE_FILE.equals(tree.getRawMode(0));
                Path target = into.resolve(tree.getPathString().substring(prefix.length()))
                        .normalize();
                if (file && target.startsWith(into)) {
                    Files.createDirectories(Objects.requireNonNull(target.getParent()));
                    try (OutputStream out = Files.newOutputStream(target)) {
                        repository.open(tree.getObjectId(0)).copyTo(out);
                    }
                }
            }
        }
    }
}
