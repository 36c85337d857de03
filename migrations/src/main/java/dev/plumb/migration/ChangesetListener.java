package dev.plumb.migration;

/** Is told of changesets as they run. */
@FunctionalInterface
public interface ChangesetListener {
    ChangesetListener SILENT = changeset -> {};

    /** @param changeset that is done and recorded, or taken back */
    void done(String changeset);
}
