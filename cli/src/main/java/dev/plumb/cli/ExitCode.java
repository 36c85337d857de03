package dev.plumb.cli;

/** How a command ended, the same numbers for every verb. */
enum ExitCode {
    /** Done, or in plumb. */
    OK(0),
    FAILED(1),
    /** Differences were found; only with {@code --check}. */
    DIFFERENCES(2),
    /** Not allowed: policy, declined, or no terminal to ask on. */
    REFUSED(3),
    /** Stale, in conflict, or the wrong target. */
    CONFLICT(4),
    /** A lock could not be had. */
    LOCKED(5),
    /** Some of it is done; running it again continues. */
    PARTIAL(6),
    /** A command line or a file that cannot be understood. */
    USAGE(64);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
