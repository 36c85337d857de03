package dev.plumb.cli;

import dev.plumb.environment.Databases;
import dev.plumb.environment.database.Database;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Opens the database in psql. */
final class DbPsqlCommand implements Verb {
    private final Session session;

    private final EnvironmentOption environment = new EnvironmentOption();

    private final PositionalParamSpec arguments = PositionalParamSpec.builder()
            .type(List.class)
            .auxiliaryTypes(String.class)
            .arity("0..*")
            .paramLabel("ARGUMENT")
            .description("arguments for psql, after --")
            .build();

    DbPsqlCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        return Verb.spec(
                        this,
                        "psql",
                        "Opens the database in the psql of this machine; what follows -- is for psql.",
                        List.of(environment.option()))
                .addPositional(arguments);
    }

    @Override
    public ExitCode call() throws InterruptedException {
        DbTarget target = DbTarget.of(session, environment);
        try (Database database = Databases.open(target.project(), target.site())) {
            Path psql = psql().orElseThrow(() -> new CommandFailure(
                    "psql is not on the PATH",
                    "install PostgreSQL's client programs, or run " + target.command("start")
                            + " and use any client with the URL that it prints"));
            List<String> command = new ArrayList<>(List.of(psql.toString(), database.libpqUrl()));
            Optional.ofNullable(arguments.<List<String>>getValue()).ifPresent(command::addAll);
            return run(command, database.libpqEnvironment());
        }
    }

    private Optional<Path> psql() {
        String path = Optional.ofNullable(session.surroundings().environment().get("PATH"))
                .orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> session.resolve(Path.of(folder)).resolve("psql"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private ExitCode run(List<String> command, Map<String, String> variables) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(session.surroundings().directory().toFile())
                .inheritIO();
        builder.environment().putAll(variables);
        try {
            return builder.start().waitFor() == 0 ? ExitCode.OK : ExitCode.FAILED;
        } catch (IOException e) {
            throw new CommandFailure(
                    command.get(0) + " could not be started: " + e.getMessage(),
                    "check that it is psql for this machine");
        }
    }
}
