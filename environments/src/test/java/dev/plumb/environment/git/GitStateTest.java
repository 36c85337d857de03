package dev.plumb.environment.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitStateTest {
    @TempDir
    Path folder;

    private RevCommit commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        return git.commit()
                .setMessage("change")
                .setSign(false)
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .call();
    }

    @Test
    void outsideOfARepositoryThereIsNone() {
        assertThat(GitState.of(folder)).isEmpty();
    }

    @Test
    void aRepositoryWithoutCommitsHasNone() throws GitAPIException {
        Git.init().setDirectory(folder.toFile()).call().close();
        assertThat(GitState.of(folder)).isEmpty();
    }

    @Test
    void isTheCommitAndItsBranchAndWhetherTheFilesOfTheFolderAreItsOwn() throws GitAPIException, IOException {
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("feature/x")
                .call()) {
            Path project = Files.createDirectories(folder.resolve("projects/shop"));
            Files.writeString(project.resolve("plumb.yaml"), "one");
            String commit = commit(git).name();
            assertThat(GitState.of(project)).hasValueSatisfying(state -> {
                assertThat(state.commit()).isEqualTo(commit);
                assertThat(state.branch()).contains("feature/x");
                assertThat(state.clean()).isTrue();
            });
            Files.writeString(folder.resolve("elsewhere"), "new");
            assertThat(GitState.of(project)).map(GitState::clean).contains(true);
            assertThat(GitState.of(folder)).map(GitState::clean).contains(false);
            Files.writeString(project.resolve("plumb.yaml"), "two");
            assertThat(GitState.of(project)).map(GitState::clean).contains(false);
        }
    }

    @Test
    void aCommitWithoutABranchHasNone() throws GitAPIException, IOException {
        try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
            Files.writeString(folder.resolve("a"), "one");
            String commit = commit(git).name();
            git.checkout().setName(commit).call();
            assertThat(GitState.of(folder)).hasValue(new GitState(commit, Optional.empty(), true));
        }
    }
}
