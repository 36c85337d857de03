package dev.plumb.cli;

import dev.plumb.runtime.failure.RefusedException;
import java.util.List;

/** What the person at the command line approves of changelogs beforehand. */
final class MigrationOptions {
    private final Option<Boolean> yes = Option.flag("do not ask", "-y", "--yes");

    private final Option<Boolean> allowDestructive;

    /** @param destructive what {@code --allow-destructive} allows */
    MigrationOptions(String destructive) {
        this.allowDestructive = Option.flag(destructive, "--allow-destructive");
    }

    List<Option<?>> all() {
        return List.of(yes, allowDestructive);
    }

    boolean allowsDestructive() {
        return allowDestructive.or(false);
    }

    /**
     * Asks, unless that was answered beforehand.
     *
     * @throws RefusedException when nobody can be asked, or whoever was asked declined
     */
    void ask(Session session, String question) {
        if (yes.or(false)) {
            return;
        }
        if (!session.surroundings().canAsk()) {
            throw new RefusedException(
                    "there is no terminal to ask on, so nothing was run", "approve beforehand: --yes");
        }
        if (!session.messages().confirm(question, session.surroundings().in())) {
            throw new RefusedException("declined, so nothing was run", "nothing has to be done");
        }
    }
}
