package dev.plumb.cli;

import dev.plumb.plan.render.NextCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a small project that works. */
@Command(name = "init", description = "Writes a small project that works.")
final class InitCommand implements Callable<ExitCode> {
    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "the project's new folder (default: the current one, or what -C says)")
    private @Nullable Path folder;

    InitCommand(Session session) {
        this.session = session;
    }

    @Override
    public ExitCode call() {
        Path project = folder == null
                ? session.projectFolder()
                : session.projectFolder().resolve(folder);
        Map<Path, String> files = files(project);
        refuseToOverwrite(project, files);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            write(file.getKey(), file.getValue());
            session.surroundings().out().println("wrote " + session.shown(file.getKey()));
        }
        if (!session.surroundings().isCi()) {
            String place = session.shown(project);
            String option = place.isEmpty() ? "" : " -C " + NextCommands.shellWord(place);
            session.messages().progress("Next: plumb apply" + option);
        }
        return ExitCode.OK;
    }

    private static Map<Path, String> files(Path project) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(project.resolve("plumb.yaml"), template("plumb.yaml").replace("NAME", projectName(project)));
        files.put(project.resolve("schema").resolve("app.yaml"), template("app.yaml"));
        files.put(project.resolve(".gitignore"), template("gitignore"));
        return files;
    }

    /** The folder's name, as far as it can stand in YAML without thinking. */
    private static String projectName(Path project) {
        String name = project.getFileName() == null ? "" : project.getFileName().toString();
        String plain = name.replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z]+|-+$", "");
        return plain.isEmpty() ? "app" : plain;
    }

    private void refuseToOverwrite(Path project, Map<Path, String> files) {
        if (Files.exists(project) && !Files.isDirectory(project)) {
            throw new UsageException(project + " is a file", "name a folder");
        }
        List<String> present = files.keySet().stream()
                .filter(Files::exists)
                .map(session::shown)
                .toList();
        if (!present.isEmpty()) {
            throw new UsageException(
                    "there is already " + String.join(", ", present) + ", and init overwrites nothing",
                    "name another folder: plumb init DIR");
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, content);
        } catch (IOException e) {
            throw FileFailure.writing(file, e);
        }
    }

    private static String template(String name) {
        try (InputStream in = InitCommand.class.getResourceAsStream("init/" + name)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
