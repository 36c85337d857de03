package dev.plumb.cli;

import dev.plumb.plan.render.Printable;
import dev.plumb.plan.render.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is said beside the result: on standard error, always in the same shape. */
final class Messages {
    private final PrintStream err;
    private final Style style;

    Messages(PrintStream err, Style style) {
        this.err = err;
        this.style = style;
    }

    /** A failure: what happened, where, and what to do next. */
    void error(String what, Optional<String> where, Optional<String> next) {
        err.println(style.bad("error") + ": " + indented(what));
        where.ifPresent(w -> err.println("  where: " + indented(w)));
        next.ifPresent(n -> err.println("  next: " + indented(n)));
    }

    /** Something that a person should know and that stops nothing. */
    void note(String text) {
        err.println(style.strong("note") + ": " + indented(text));
    }

    /** What is being done. */
    void progress(String text) {
        err.println(style.faint(text));
    }

    /** Text that is shown as it is, such as a plan before a question. */
    void show(String text) {
        err.print(text);
        err.flush();
    }

    /** Asks a question; anything but a yes, the end of input included, is a no. */
    boolean confirm(String question, BufferedReader in) {
        err.print(style.strong(question) + " [y/N] ");
        err.flush();
        try {
            String answer = in.readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stackTrace(Throwable e) {
        e.printStackTrace(err);
    }

    private static String indented(String text) {
        return Printable.lines(text.strip(), "    ");
    }
}
