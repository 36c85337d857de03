package dev.plumb.cli;

import dev.plumb.environment.DatabaseTarget;
import dev.plumb.environment.Environment;
import dev.plumb.environment.Project;
import dev.plumb.environment.database.Database;
import dev.plumb.environment.git.GitFiles;
import dev.plumb.plan.Plan;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.SpecDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Shows what two versions of the spec differ by, without any environment's database. */
final class DiffCommand implements Verb {
    private static final String SERVER = "diff";

    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final OutputOptions output = new OutputOptions();

    private final Option<PlanFormat> format =
            Option.of(PlanFormat.class, "FORMAT", "text, json, or sql: a script for psql", "--format");

    private final Option<Boolean> check = Option.flag("exit with 2 when they differ", "--check");

    private final PositionalParamSpec range = Positional.optional(
            "BASE[..HEAD]",
            "commits, branches or tags; without HEAD the files as they are, without BASE where the branch has left the"
                    + " main one");

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "diff",
                        "Shows what two versions of the spec differ by, on an embedded server: no environment is looked at.",
                        List.of(environment.option(), format, check, output.option()))
                .addPositional(range);
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = session.project();
        Environment variables = environment.name().isPresent()
                        || project.environmentNames().size() == 1
                ? environment.of(project)
                : project.environment(Optional.of(project.environmentNames().get(0)));
        Plan plan = plan(project, variables);
        output.write(
                session,
                format.or(PlanFormat.TEXT).render(PlanDocument.of(plan), output.style(session), Optional.empty()));
        return check.or(false) && !plan.isInPlumb() ? ExitCode.DIFFERENCES : ExitCode.OK;
    }

    private Plan plan(Project project, Environment variables) {
        GitFiles git = new GitFiles(project.root());
        String given = Optional.ofNullable(range.<String>getValue()).orElse("");
        int dots = given.indexOf("..");
        String base = dots < 0 ? given : given.substring(0, dots);
        String head = dots < 0 ? "" : given.substring(dots + 2);
        String baseCommit = base.isEmpty() ? mergeBase(git) : commit(git, base);
        Optional<String> headCommit = head.isEmpty() ? Optional.empty() : Optional.of(commit(git, head));
        String name = (base.isEmpty() ? baseCommit.substring(0, 12) : base) + ".." + head;
        Path scratch = scratch();
        try (Database server = server(project, variables)) {
            Project from = at(git, baseCommit, scratch.resolve("base"));
            Project to = headCommit.isPresent() ? at(git, headCommit.get(), scratch.resolve("head")) : project;
            return new SpecDifference(server).between(from, to, variables, name);
        } finally {
            remove(scratch);
        }
    }

    private static String mergeBase(GitFiles git) {
        return git.mergeBase()
                .orElseThrow(() -> new UsageException(
                        "there is nothing to compare with: no branch main or master, here or at origin, that this one has left",
                        "name a commit, a branch or a tag: plumb diff BASE, or BASE..HEAD"));
    }

    private static String commit(GitFiles git, String ref) {
        return git.commit(ref)
                .orElseThrow(() -> new UsageException(
                        "there is no commit " + ref, "name a commit, a branch or a tag of this repository"));
    }

    private Project at(GitFiles git, String commit, Path folder) {
        git.write(commit, folder);
        if (!Files.exists(folder.resolve(Project.FILE))) {
            return empty(folder);
        }
        return Project.open(
                folder, session.surroundings().environment(), session.globals().variables());
    }

    /** Before the project there was nothing. */
    private Project empty(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.copy(session.projectFolder().resolve(Project.FILE), folder.resolve(Project.FILE));
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
        return Project.open(
                folder, session.surroundings().environment(), session.globals().variables());
    }

    private static Database server(Project project, Environment environment) {
        int version = environment.target() instanceof DatabaseTarget.Embedded embedded
                ? embedded.version()
                : Environment.NEWEST_VERSION;
        return new DatabaseTarget.Embedded(version, SERVER).server(project).use();
    }

    private static Path scratch() {
        try {
            return Files.createTempDirectory("plumb-diff");
        } catch (IOException e) {
            throw FileFailure.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw FileFailure.writing(folder, e);
        }
    }
}
