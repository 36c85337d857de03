package dev.plumb.migration;

import java.sql.SQLException;

/** The server did not accept a changeset, or its rollback. Those before it are done and recorded. */
public final class ChangesetFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String changeset;
    private final int done;
    private final SQLException answer;

    ChangesetFailedException(String changeset, int done, SQLException answer) {
        super(changeset + ": " + answer.getMessage(), answer);
        this.changeset = changeset;
        this.done = done;
        this.answer = answer;
    }

    /** Its file, author and id. */
    public String changeset() {
        return changeset;
    }

    /** How many were done before it. */
    public int done() {
        return done;
    }

    /** What the server said. */
    public SQLException answer() {
        return answer;
    }
}
