package dev.plumb.runtime.function;

import dev.plumb.runtime.failure.PlumbException;

/** A function broke its contract. Never a cell error, whatever a column says about errors: the work stops and can be resumed. */
public final class FunctionDefectException extends PlumbException {
    private static final long serialVersionUID = 1L;

    FunctionDefectException(LoadedFunction function, String happened) {
        super(named(function, happened), remedy(function));
    }

    FunctionDefectException(LoadedFunction function, String happened, Throwable cause) {
        super(named(function, happened), remedy(function), cause);
    }

    private static String named(LoadedFunction function, String happened) {
        FunctionDescription description = function.description();
        return "the function " + description.name() + " " + description.version() + " of " + function.origin() + " "
                + happened;
    }

    private static String remedy(LoadedFunction function) {
        return "correct the function " + function.description().name()
                + ", then run the command again: it goes on where it stopped";
    }
}
