package dev.plumb.runtime.model;

import dev.plumb.runtime.failure.PlumbException;

/** A file that is no snapshot of an environment, or is not as it was written. */
public final class InvalidSnapshotException extends PlumbException {
    private static final long serialVersionUID = 1L;

    InvalidSnapshotException(String happened) {
        super(happened, "take a new one where the database can be reached: plumb snapshot -e ENV -o FILE");
    }
}
