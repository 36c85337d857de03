package dev.plumb.runtime.canonical;

import dev.plumb.runtime.failure.PlumbException;
import org.jspecify.annotations.Nullable;

/** The statements of a plan do not lead to the declared schema. Nothing was applied. The defect is Plumb's. */
public final class ProofException extends PlumbException {
    private static final long serialVersionUID = 1L;

    ProofException(String happened, @Nullable Throwable cause) {
        super(
                "this is a bug of Plumb: tried on copies, the plan does not lead to the declared schema, so nothing was"
                        + " applied\n" + happened,
                "please report it with the message above and the declarations of what it names",
                cause);
    }
}
