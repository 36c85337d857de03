package dev.plumb.cli;

import dev.plumb.environment.Project;
import dev.plumb.environment.git.GitState;
import dev.plumb.plan.preview.Preview;
import dev.plumb.plan.preview.Preview.EnvironmentPreview;
import dev.plumb.plan.preview.Verdict;
import dev.plumb.plan.render.NextCommands;
import dev.plumb.plan.render.PlanDocument;
import dev.plumb.runtime.CompiledSpec;
import dev.plumb.runtime.model.SpecModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Says for a pull request what its spec would do to several environments. */
final class PreviewCommand implements Verb {
    private static final int COMMIT_CHARACTERS = 12;

    private final Session session;

    private final Option<List<String>> environments = Option.several(
            "1",
            "ENV",
            "an environment, or several with commas between them; all of plumb.yaml without it",
            "-e",
            "--env");

    private final Option<String> base = Option.of(
            String.class,
            "BASE",
            "what the files are compared with: live, the environment's database; git:REF, the files of a commit, or"
                    + " snapshot:FILE, what plumb snapshot wrote of the environment, both planned on an embedded server;"
                    + " auto (default), live where it can be reached, else where the branch left the main one",
            "--base");

    private final Option<Path> model = Option.of(
            Path.class,
            "FILE",
            "plan from what plumb compile wrote, with the plumb.yaml that is here: none of the spec's code runs",
            "--model");

    private final OutputOptions output = new OutputOptions();

    private final Option<PreviewFormat> format = Option.of(
            PreviewFormat.class,
            "FORMAT",
            "markdown, for a comment; json; or annotations of the spec's lines: sarif, github (commands of a workflow),"
                    + " gitlab (a code quality report)",
            "--format");

    PreviewCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                this,
                "preview",
                "Says for a pull request what its spec would do to several environments.",
                List.of(environments, base, model, format, output.option()));
    }

    @Override
    public ExitCode call() {
        output.check(session);
        Project project = project();
        PreviewBase compared = PreviewBase.parse(base.or("auto"));
        Preview preview = new Preview(
                project.name(),
                commit(project),
                names(project).stream()
                        .flatMap(n -> previews(project, n, compared).stream())
                        .toList());
        String text = format.or(PreviewFormat.MARKDOWN).render(preview, GitState.prefix(project.root()));
        output.write(session, text);
        Verdict verdict = preview.verdict();
        return verdict == Verdict.FAILED
                ? ExitCode.FAILED
                : verdict == Verdict.REFUSED ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** With the spec of the model, where there is one. */
    private Project project() {
        Project here = session.project();
        return model.value().map(file -> reading(here, file)).orElse(here);
    }

    private Project reading(Project here, Path file) {
        Path resolved = session.resolve(file);
        if (!Files.exists(resolved)) {
            throw new UsageException(
                    "there is no file " + file,
                    "write it with plumb compile" + session.projectArgument() + " -o "
                            + NextCommands.shellWord(file.toString()));
        }
        return here.reading(file.toString(), resolved);
    }

    /** Of the spec, which need not be what is checked out here. */
    private Optional<String> commit(Project project) {
        Optional<SpecModel> compiled = CompiledSpec.in(project);
        return compiled.isPresent()
                ? compiled.get().commit()
                : GitState.of(project.root()).map(PreviewCommand::shown);
    }

    static String shown(GitState git) {
        return git.commit().substring(0, COMMIT_CHARACTERS) + (git.clean() ? "" : "+");
    }

    private List<String> names(Project project) {
        return environments.or(project.environmentNames()).stream()
                .flatMap(n -> Arrays.stream(n.split(",")))
                .map(String::strip)
                .distinct()
                .toList();
    }

    /** What is wrong with one environment does not keep the others from being shown; a name that is none is another matter. */
    private List<EnvironmentPreview> previews(Project project, String name, PreviewBase compared) {
        try {
            return compared.previews(session, project, name);
        } catch (UsageException e) {
            throw e;
        } catch (RuntimeException e) {
            if (!project.environmentNames().contains(name)) {
                throw e;
            }
            return List.of(new EnvironmentPreview(PlanDocument.failed(name, Failures.problems(e)), compared.word()));
        }
    }
}
