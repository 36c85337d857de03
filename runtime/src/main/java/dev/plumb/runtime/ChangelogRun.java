package dev.plumb.runtime;

import dev.plumb.migration.ChangesetFailedException;
import dev.plumb.migration.ChangesetListener;
import dev.plumb.plan.computed.SwapStatements;
import dev.plumb.runtime.failure.DatabaseException;
import dev.plumb.runtime.failure.PartialException;
import dev.plumb.runtime.failure.PlumbException;
import dev.plumb.runtime.failure.ServerAnswer;
import java.sql.SQLException;

/**
 * Changesets that run one after the other. What replaces a computed column waits until functions have computed what they have to: that is
 * seen to, and then it goes on. For one run.
 */
final class ChangelogRun implements ChangesetListener {
    private final OpenNotes notes;
    private final ChangesetListener listener;
    private int done;
    private String waited = "";

    ChangelogRun(OpenNotes notes, ChangesetListener listener) {
        this.notes = notes;
        this.listener = listener;
    }

    /** Runs what is left. */
    interface Rest {
        void run() throws SQLException, ChangesetFailedException;
    }

    /**
     * Runs to the end.
     *
     * @throws PartialException when some are done and one failed
     * @throws DatabaseException when the first failed
     */
    void through(Rest rest) throws SQLException {
        boolean more = true;
        while (more) {
            try {
                rest.run();
                more = false;
            } catch (ChangesetFailedException e) {
                if (!waits(e)) {
                    throw failed(e);
                }
            }
        }
    }

    /** How many are done. */
    int done() {
        return done;
    }

    @Override
    public void done(String changeset) {
        done++;
        listener.done(changeset);
    }

    /** Not twice for the same one. */
    private boolean waits(ChangesetFailedException e) throws SQLException {
        if (!SwapStatements.BEHIND.equals(e.answer().getSQLState())
                || e.changeset().equals(waited)) {
            return false;
        }
        waited = e.changeset();
        try {
            return notes.workOff() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ServerAnswer explained(ServerAnswer answer) {
        return answer.isDuplicate()
                ? answer.withRemedy(
                        "somebody made it by other means: take it away; or, where all that the changelogs make is"
                                + " there, record them as run: plumb migrate sync "
                                + notes.environment().arguments())
                : answer;
    }

    private PlumbException failed(ChangesetFailedException e) {
        ServerAnswer answer = explained(ServerAnswer.of(e.answer()));
        if (done == 0) {
            return DatabaseException.during("running " + e.changeset(), answer, e.answer());
        }
        return new PartialException(
                e.changeset() + " failed, after " + done + " that are done: " + answer.happened(), answer.remedy(), e);
    }
}
