package dev.plumb.migration;

/** Another process is applying changelogs to the same database. Nothing was run. */
public final class ChangelogBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangelogBusyException(String message) {
        super(message);
    }
}
