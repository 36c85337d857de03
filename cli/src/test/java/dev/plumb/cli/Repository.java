package dev.plumb.cli;

import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A Git repository of a test. */
final class Repository implements AutoCloseable {
    private static final String SOMEBODY = "a";

    private static final String ADDRESS = "a@example.org";

    private final Git git;

    private Repository(Git git) {
        this.git = git;
    }

    static Repository in(Path folder) {
        return in(folder, "main");
    }

    /** On another branch. */
    static Repository in(Path folder, String branch) {
        try {
            return new Repository(Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch(branch)
                    .call());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Commits everything, what is deleted included.
     *
     * @return the commit's full name
     */
    String commit(String message) {
        try {
            git.add().addFilepattern(".").call();
            git.add().addFilepattern(".").setUpdate(true).call();
            return git.commit()
                    .setMessage(message)
                    .setSign(false)
                    .setAuthor(SOMEBODY, ADDRESS)
                    .setCommitter(SOMEBODY, ADDRESS)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins a branch here. */
    void branch(String name) {
        try {
            git.checkout().setCreateBranch(true).setName(name).call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Goes to a branch that is there. */
    void checkout(String branch) {
        try {
            git.checkout().setName(branch).call();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many commits the branch has. */
    int length() {
        try {
            return (int)
                    StreamSupport.stream(git.log().call().spliterator(), false).count();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
