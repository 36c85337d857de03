package dev.plumb.cli;

import java.util.Arrays;

/** How a command ended, the same numbers for every verb. */
public enum ExitCode {
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

    public int code() {
        return code;
    }

    /** The one with this number. */
    static ExitCode of(int code) {
        return Arrays.stream(values())
                .filter(e -> e.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no command ends with " + code));
    }
}
