package dev.plumb.cli;

import dev.plumb.dsl.yaml.SpecReader;
import dev.plumb.environment.Project;
import dev.plumb.environment.git.PreCommitHook;
import dev.plumb.plan.render.NextCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes a small project that works. */
final class InitCommand implements Verb {
    private final Session session;

    private final PositionalParamSpec folder = PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(Path.class)
            .paramLabel("DIR")
            .description("the project's new folder (default: the current one, or what -C says)")
            .build();

    private final Option<Boolean> hook = Option.flag(
            "only install a pre-commit hook of Git that lets no invalid spec of the project be committed", "--hook");

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(this, "init", "Writes a small project that works.", List.of(hook))
                .addPositional(folder);
    }

    @Override
    public ExitCode call() {
        Path project = Optional.ofNullable(folder.<Path>getValue())
                .map(session.projectFolder()::resolve)
                .orElseGet(session::projectFolder);
        if (hook.or(false)) {
            return install(project);
        }
        NewFiles files = new NewFiles(session, project, files(project));
        files.refuseToOverwrite("name another folder: plumb init DIR");
        files.write();
        if (!session.surroundings().isCi()) {
            String place = session.shown(project);
            String option = place.isEmpty() ? "" : " -C " + NextCommands.shellWord(place);
            session.messages().progress("Next: plumb apply" + option);
        }
        return ExitCode.OK;
    }

    private ExitCode install(Path project) {
        if (!Files.isRegularFile(project.resolve(Project.FILE))) {
            throw new UsageException(
                    "there is no " + Project.FILE + " in " + project, "make a project first: plumb init");
        }
        try {
            PreCommitHook.Installed installed = PreCommitHook.install(project)
                    .orElseThrow(() -> new UsageException(
                            project + " is in no Git repository", "make one: git init, then run the command again"));
            session.surroundings()
                    .out()
                    .println((installed.isNew() ? "wrote " : "was there: ") + session.shown(installed.file()));
            return ExitCode.OK;
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(
                    "there is another hook already: " + session.shown(Path.of(e.getFile())),
                    "add this line to it: " + PreCommitHook.command(project));
        } catch (IOException e) {
            throw FileFailure.writing(project, e);
        }
    }

    private static Map<Path, String> files(Path project) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("plumb.yaml"), template("plumb.yaml").replace("NAME", projectName(project)));
        files.put(Path.of("schema", "app.yaml"), template("app.yaml"));
        files.put(Path.of("schema", "plumb.schema.json"), resource(SpecReader.class, "plumb.schema.json"));
        files.put(Path.of(".gitignore"), template("gitignore"));
        return files;
    }

    /** The folder's name, as far as it can stand in YAML without thinking. */
    private static String projectName(Path project) {
        String name = project.getFileName() == null ? "" : project.getFileName().toString();
        String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
        return plain.isEmpty() ? "app" : plain;
    }

    private static String template(String name) {
        return resource(InitCommand.class, "init/" + name);
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
