package dev.plumb.migration;

import java.util.Optional;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;

/** Listens which changesets run, and which one does not. */
final class Progress extends AbstractChangeExecListener {
    private final ChangesetListener listener;
    private int done;
    private Optional<String> failed = Optional.empty();

    Progress(ChangesetListener listener) {
        this.listener = listener;
    }

    int done() {
        return done;
    }

    /** The one that failed. */
    Optional<String> failed() {
        return failed;
    }

    static String name(ChangeSet changeset) {
        return changeset.getFilePath() + " " + changeset.getAuthor() + ":" + changeset.getId();
    }

    @Override
    public void ran(ChangeSet changeset, DatabaseChangeLog changelog, Database database, ExecType type) {
        done(changeset);
    }

    @Override
    public void rolledBack(ChangeSet changeset, DatabaseChangeLog changelog, Database database) {
        done(changeset);
    }

    private void done(ChangeSet changeset) {
        done++;
        listener.done(name(changeset));
    }

    @Override
    public void runFailed(ChangeSet changeset, DatabaseChangeLog changelog, Database database, Exception e) {
        failed = Optional.of(name(changeset));
    }

    @Override
    public void rollbackFailed(ChangeSet changeset, DatabaseChangeLog changelog, Database database, Exception e) {
        failed = Optional.of(name(changeset));
    }

    @Override
    public void ran(Change change, ChangeSet changeset, DatabaseChangeLog changelog, Database database) {}
}
