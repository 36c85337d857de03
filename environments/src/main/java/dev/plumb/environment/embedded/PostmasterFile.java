package dev.plumb.environment.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a running server writes into its data directory, in {@code postmaster.pid}. After a crash it is still there.
 *
 * @param pid of the server's first process
 * @param dataDirectory as the server calls it
 * @param startedAt whole seconds
 * @param port absent while the server is starting
 * @param state {@code starting}, {@code ready}, {@code stopping}; empty while the server is starting
 */
record PostmasterFile(long pid, String dataDirectory, Instant startedAt, Optional<Integer> port, String state) {
    private static final String NAME = "postmaster.pid";
    private static final Predicate<String> NUMBER =
            Pattern.compile("\\s*\\d{1,18}\\s*").asMatchPredicate();
    // Lines of the file, from 0.
    private static final int PORT = 3;
    private static final int STATE = 7;
    // Above what any system gives to a process, so that nothing can be running under it.
    private static final int NO_PROCESS = 1 << 30;

    /** The file of a data directory; empty if there is none, or it is damaged or being written. */
    static Optional<PostmasterFile> read(Path data) {
        return lines(data)
                .filter(PostmasterFile::isComplete)
                .map(lines -> new PostmasterFile(
                        Long.parseLong(lines.get(0).strip()),
                        lines.get(1).strip(),
                        Instant.ofEpochSecond(Long.parseLong(lines.get(2).strip())),
                        lines.size() > PORT
                                ? Optional.of(Integer.valueOf(lines.get(PORT).strip()))
                                : Optional.empty(),
                        lines.size() > STATE ? lines.get(STATE).strip() : ""));
    }

    private static boolean isComplete(List<String> lines) {
        boolean begun = lines.size() > 2 && NUMBER.test(lines.get(0)) && NUMBER.test(lines.get(2));
        return begun && (lines.size() <= PORT || NUMBER.test(lines.get(PORT)));
    }

    private static Optional<List<String>> lines(Path data) {
        try {
            // ISO-8859-1 takes any byte of a path; a last line without its end is still being written.
            String text = Files.readString(data.resolve(NAME), StandardCharsets.ISO_8859_1);
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            return Optional.of(new String(whole.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + data.resolve(NAME), e);
        }
    }

    boolean isReady() {
        return state.equals("ready") && port.isPresent();
    }

    boolean isStopping() {
        return state.equals("stopping");
    }

    /**
     * Takes the process id out of the file, whose process is not this server. PostgreSQL would refuse to start as long as any
     * process has that id. The rest stays: by the shared memory that it names, PostgreSQL finds out for itself
     * whether a server is still at work in this directory.
     */
    void disown(Path data) {
        try {
            Path file = data.resolve(NAME);
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Path changed = data.resolveSibling(NAME + ".new");
            Files.writeString(
                    changed, text.replaceFirst("^\\s*\\d+", Integer.toString(NO_PROCESS)), StandardCharsets.ISO_8859_1);
            Files.move(changed, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot correct " + data.resolve(NAME), e);
        }
    }
}
