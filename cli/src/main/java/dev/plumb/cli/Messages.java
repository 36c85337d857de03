package dev.plumb.cli;

import dev.plumb.plan.render.Style;
import java.io.PrintStream;
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

    void stackTrace(Throwable e) {
        e.printStackTrace(err);
    }

    private static String indented(String text) {
        return text.strip().replace("\n", "\n    ");
    }
}
