package dev.plumb.runtime.apply;

/** The apply was stopped before the next statement. */
final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException(Stop stop) {
        super(stop.words());
    }
}
