package dev.plumb.environment.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitFilesTest {
    @TempDir
    Path folder;

    @TempDir
    Path into;

    private static String commit(Git git) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().setUpdate(true).addFilepattern(".").call();
        return git.commit()
                .setMessage("change")
                .setSign(false)
                .setAuthor("a", "a@example.org")
                .setCommitter("a", "a@example.org")
                .call()
                .name();
    }

    private Git repository() throws GitAPIException {
        return Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.walk(into)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> into.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theFilesOfAFolderAreThoseOfTheCommit() throws GitAPIException, IOException {
        try (Git git = repository()) {
            Path project = Files.createDirectories(folder.resolve("db/schema"));
            Files.writeString(project.resolve("shop.yaml"), "one");
            Files.writeString(folder.resolve("db/plumb.yaml"), "project");
            Files.writeString(folder.resolve("db2.txt"), "not of the project");
            Files.createSymbolicLink(project.resolve("link.yaml"), Path.of("shop.yaml"));
            String first = commit(git);
            Files.delete(project.resolve("shop.yaml"));
            Files.writeString(project.resolve("shop.yml"), "two");
            commit(git);

            new GitFiles(folder.resolve("db")).write(first, into);

            assertThat(written()).containsExactly("plumb.yaml", "schema/shop.yaml");
            assertThat(into.resolve("schema/shop.yaml")).hasContent("one");
        }
    }

    @Test
    void aCommitIsFoundByBranchTagAndName() throws GitAPIException, IOException {
        try (Git git = repository()) {
            Files.writeString(folder.resolve("a"), "one");
            String first = commit(git);
            git.tag()
                    .setName("v1")
                    .setAnnotated(true)
                    .setSigned(false)
                    .setMessage("one")
                    .call();
            Files.writeString(folder.resolve("a"), "two");
            String second = commit(git);

            GitFiles files = new GitFiles(folder);
            assertThat(files.commit("main")).contains(second);
            assertThat(files.commit("v1")).contains(first);
            assertThat(files.commit("HEAD~1")).contains(first);
            assertThat(files.commit(first.substring(0, 10))).contains(first);
            assertThat(files.commit("nowhere")).isEmpty();
            assertThat(files.commit("a..b")).isEmpty();
            assertThat(files.commit("")).isEmpty();
        }
    }

    @Test
    void theMergeBaseIsWhereTheBranchHasLeftTheMainOne() throws GitAPIException, IOException {
        try (Git git = repository()) {
            assertThat(new GitFiles(folder).mergeBase()).isEmpty();
            Files.writeString(folder.resolve("a"), "one");
            String fork = commit(git);
            git.checkout().setCreateBranch(true).setName("feature").call();
            Files.writeString(folder.resolve("b"), "feature");
            commit(git);
            git.checkout().setName("main").call();
            Files.writeString(folder.resolve("a"), "two");
            commit(git);
            git.checkout().setName("feature").call();

            assertThat(new GitFiles(folder).mergeBase()).contains(fork);
        }
        assertThat(new GitFiles(into).mergeBase()).isEmpty();
    }
}
