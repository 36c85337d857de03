package dev.plumb.cli;

import dev.plumb.cli.Surroundings.Stream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The process: its streams, its signals and its exit code. */
public final class Main {
    /** Set by the script: the numbers of the standard streams that are terminals, such as {@code 02}. */
    private static final String TERMINALS = "plumb.terminals";

    private Main() {}

    public static void main(String[] args) {
        if (!List.of(args).contains("--debug")) {
            // Libraries, the JDBC driver among them, log on standard error by default; we say what matters ourselves.
            System.setProperty("java.util.logging.config.class", NoLogging.class.getName());
        }
        ResultStream result = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Surroundings surroundings = new Surroundings(
                new PrintStream(result, false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                terminals(System.getProperty(TERMINALS)),
                System.getenv(),
                Path.of("").toAbsolutePath());
        AtomicBoolean finished = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> sayInterrupted(surroundings, finished)));
        ExitCode exitCode = new PlumbCommandLine(surroundings).run(args);
        surroundings.out().flush();
        if (result.isTruncated()) {
            surroundings.err().println("error: the result could not be written: " + result.failure());
            surroundings.err().println("  next: free space where the output goes, then run the command again");
            exitCode = exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode;
        }
        finished.set(true);
        System.exit(exitCode.code());
    }

    /** The JVM itself ends with 130 after Ctrl-C and 143 after a plain kill; this only says what that means. */
    private static void sayInterrupted(Surroundings surroundings, AtomicBoolean finished) {
        if (!finished.get()) {
            surroundings.err().println();
            surroundings.err().println("interrupted: what is committed stays, the rest is rolled back");
            surroundings.err().println("  next: run the same command again; it continues where this one stopped");
        }
    }

    private static Set<Stream> terminals(@Nullable String numbers) {
        Set<Stream> terminals = EnumSet.noneOf(Stream.class);
        if (numbers == null) {
            return hasConsole() ? EnumSet.allOf(Stream.class) : terminals;
        }
        for (Stream stream : Stream.values()) {
            if (numbers.contains(stream.number())) {
                terminals.add(stream);
            }
        }
        return terminals;
    }

    /** Without the script: the JVM knows only whether input and output are a terminal both. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on true for pipes too, where the script tells better
    private static boolean hasConsole() {
        return System.console() != null;
    }

    /** Configures logging when it is first used, by adding nothing. */
    public static final class NoLogging {
        /** Called by the JDK. */
        public NoLogging() {}
    }
}
