package dev.plumb.cli;

import dev.plumb.migration.ChangesetState;
import dev.plumb.migration.changelog.Changeset;
import dev.plumb.plan.render.Printable;

/** A changeset in a line for people. */
final class ChangesetLine {
    private ChangesetLine() {}

    static String of(ChangesetState changeset) {
        boolean destructive = changeset.labels().contains(Changeset.DESTRUCTIVE);
        return Printable.line("  " + changeset.file() + " " + changeset.id()
                + (destructive ? " DESTRUCTIVE" : "")
                + (changeset.comment().isEmpty() ? "" : ": " + changeset.comment())
                + changeset.execution().map(e -> " (ran " + e.at() + ")").orElse(""));
    }
}
