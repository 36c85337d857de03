package dev.plumb.cli;

import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.git.GitFiles;
import dev.plumb.plan.Plan;
import dev.plumb.runtime.SpecDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Plans from a commit of the project to another one, or to its files, on an embedded server. */
record GitComparison(Session session, Project project) {
    private static final int COMMIT_CHARACTERS = 12;

    /**
     * The full name of a commit.
     *
     * @throws UsageException when there is none
     */
    String commit(String ref) {
        return git().commit(ref)
                .orElseThrow(() ->
                        missing("there is no commit " + ref, "name a commit, a branch or a tag of this repository"));
    }

    /** In a clone that has not everything, more may be there than is here. */
    private UsageException missing(String what, String remedy) {
        return switch (git().history()) {
            case NONE ->
                new UsageException(
                        "the project is in no Git repository", "run it in a clone of the one that the spec is kept in");
            case SHALLOW ->
                new UsageException(
                        what + "; this clone has only the newest commits",
                        remedy + "; or fetch the others first: git fetch --unshallow, in CI fetch-depth: 0 (GitHub) or"
                                + " GIT_DEPTH: 0 (GitLab)");
            case WHOLE -> new UsageException(what, remedy);
        };
    }

    /**
     * Where what is checked out has left the main branch.
     *
     * @param remedy how to name another commit
     * @throws UsageException when there is no such commit
     */
    String baseOfBranch(String remedy) {
        return mergeBase()
                .orElseThrow(() -> missing(
                        "there is nothing to compare with: no branch main or master, here or at origin, that this one has left",
                        remedy));
    }

    /**
     * Where two have parted.
     *
     * @throws UsageException when they never were one
     */
    String mergeBase(String one, String other) {
        return git().mergeBase(commit(one), commit(other))
                .orElseThrow(() -> missing(
                        one + " and " + other + " have no commit in common",
                        "name the commit to compare with: BASE..HEAD"));
    }

    /** Where what is checked out has left the main branch. */
    Optional<String> mergeBase() {
        return git().mergeBase();
    }

    /** A commit with its time, for people. */
    String described(String commit) {
        return shown(commit)
                + git().time(commit).map(t -> " of " + Minute.of(t)).orElse("");
    }

    /** A commit's name, as short as it is shown. */
    static String shown(String commit) {
        return commit.substring(0, COMMIT_CHARACTERS);
    }

    private GitFiles git() {
        return new GitFiles(project.root());
    }

    /**
     * The plan.
     *
     * @param base full name of a commit
     * @param head of another one; absent for the files as they are
     * @param variables the environment whose variables and namespace are taken
     * @param name what the plan calls the two
     */
    Plan plan(String base, Optional<String> head, Environment variables, String name) {
        try (ScratchFolder scratch = new ScratchFolder();
                Database server = ScratchServer.use(project, variables)) {
            Project from = at(base, scratch.path().resolve("base"));
            Project to = head.isPresent() ? at(head.get(), scratch.path().resolve("head")) : project;
            return new SpecDifference(server).between(from, to, variables, name);
        }
    }

    private Project at(String commit, Path folder) {
        git().write(commit, folder);
        if (!Files.exists(folder.resolve(Project.FILE))) {
            return empty(folder);
        }
        return open(folder);
    }

    /** Before the project there was nothing. */
    private Project empty(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(session.projectFolder().resolve(Project.FILE), folder.resolve(Project.FILE));
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
        return open(folder);
    }

    private Project open(Path folder) {
        return Project.open(
                folder, session.surroundings().environment(), session.globals().variables());
    }
}
