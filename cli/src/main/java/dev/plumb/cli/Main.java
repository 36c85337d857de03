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
import java.util.OptionalInt;
import java.util.Set;
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
                Path.of("").toAbsolutePath(),
                new Interruption());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(surroundings)));
        ExitCode exitCode = new PlumbCommandLine(surroundings).run(args);
        surroundings.out().flush();
        if (result.isTruncated()) {
            surroundings.err().println("error: the result could not be written: " + result.failure());
            surroundings.err().println("  next: free space where the output goes, then run the command again");
            exitCode = exitCode == ExitCode.OK ? ExitCode.FAILED : exitCode;
        }
        surroundings.interruption().ended(exitCode);
        System.exit(exitCode.code());
    }

    /**
     * The JVM itself ends with 130 after Ctrl-C and 143 after a plain kill. A command that ends in peace has an exit code of its own, for
     * which it takes more than to end.
     */
    private static void interrupted(Surroundings surroundings) {
        Interruption interruption = surroundings.interruption();
        if (interruption.isEnded()) {
            return;
        }
        surroundings.err().println();
        if (interruption.request()) {
            surroundings.err().println("interrupted: ending after what is at hand");
            OptionalInt exitCode = interruption.await();
            if (exitCode.isPresent()) {
                Runtime.getRuntime().halt(exitCode.getAsInt());
            }
        }
        surroundings.err().println("interrupted: what is committed stays, the rest is rolled back");
        surroundings.err().println("  next: run the same command again; it continues where this one stopped");
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
