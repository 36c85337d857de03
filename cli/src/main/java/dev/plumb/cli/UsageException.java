package dev.plumb.cli;

/** The command line asks for something that cannot be; nothing was done. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param happened what is wrong, one sentence without a full stop
     * @param remedy what to do next
     */
    UsageException(String happened, String remedy) {
        super(happened);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
