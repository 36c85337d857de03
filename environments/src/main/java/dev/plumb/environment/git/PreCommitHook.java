package dev.plumb.environment.git;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Repository;

/** Lets no commit be made that leaves the spec of a project invalid. */
public final class PreCommitHook {
    private static final String NAME = "pre-commit";
    private static final String QUOTE = "'";

    private PreCommitHook() {}

    /**
     * Where the hook is.
     *
     * @param file in the repository's own folder, or where its configuration says
     * @param isNew false when the very same hook was there already
     */
    public record Installed(Path file, boolean isNew) {}

    /**
     * Installs it.
     *
     * @param project its folder
     * @return empty when that is in no repository
     * @throws FileAlreadyExistsException when there is another hook
     * @throws IOException if it cannot be written
     */
    public static Optional<Installed> install(Path project) throws IOException {
        Optional<Path> file = Repositories.ask(project, PreCommitHook::file);
        return file.isPresent() ? Optional.of(write(file.get(), script(GitState.prefix(project)))) : Optional.empty();
    }

    private static Path file(Repository repository) {
        Path own = Optional.ofNullable(repository
                        .getConfig()
                        .getString(ConfigConstants.CONFIG_CORE_SECTION, null, ConfigConstants.CONFIG_KEY_HOOKS_PATH))
                .map(p -> repository.getWorkTree().toPath().resolve(p))
                .orElseGet(() -> repository.getCommonDirectory().toPath().resolve("hooks"));
        return own.resolve(NAME);
    }

    /** What the hook runs, for a hook that is there already. */
    public static String command(Path project) {
        return command(GitState.prefix(project));
    }

    private static String command(String prefix) {
        return "plumb validate" + (prefix.isEmpty() ? "" : " -C " + quoted(prefix));
    }

    private static String script(String prefix) {
        return """
                #!/bin/sh
                # Installed by 'plumb init --hook': a commit that changes the project is made only if its spec is valid.
                git diff --cached --quiet -- %s && exit 0
                exec %s
                """.formatted(prefix.isEmpty() ? "." : quoted(prefix), command(prefix));
    }

    private static String quoted(String path) {
        return QUOTE + path.replace(QUOTE, "'\\''") + QUOTE;
    }

    private static Installed write(Path file, String script) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(script)) {
            return new Installed(file, false);
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, script, StandardOpenOption.CREATE_NEW);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            permissions.addAll(Set.of(
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_EXECUTE));
            Files.setPosixFilePermissions(file, permissions);
        }
        return new Installed(file, true);
    }
}
