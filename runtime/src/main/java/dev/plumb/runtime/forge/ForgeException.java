package dev.plumb.runtime.forge;

import dev.plumb.runtime.failure.PlumbException;
import org.jspecify.annotations.Nullable;

/** A forge does not do what it is asked for, or cannot be told which one it is. */
public final class ForgeException extends PlumbException {
    private static final long serialVersionUID = 1L;

    public ForgeException(String happened, String remedy) {
        super(happened, remedy);
    }

    ForgeException(String happened, String remedy, @Nullable Throwable cause) {
        super(happened, remedy, cause);
    }
}
