package dev.plumb.runtime.call;

import dev.plumb.plugin.UnusableException;
import dev.plumb.runtime.failure.PlumbException;

/** A function cannot work until somebody changes something. The work stops and can be resumed; no cell gets an error. */
public final class UnusableFunctionException extends PlumbException {
    private static final long serialVersionUID = 1L;

    UnusableFunctionException(String function, UnusableException cause) {
        super(
                "the function " + function + " cannot work: " + cause.getMessage() + " (" + cause.type() + ")",
                "correct that, then run the command again: it goes on where it stopped",
                cause);
    }
}
