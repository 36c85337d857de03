package dev.plumb.cli;

/** A command could not do its work, and it is neither the database's nor the command line's fault. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    CommandFailure(String happened, String remedy) {
        super(happened);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
