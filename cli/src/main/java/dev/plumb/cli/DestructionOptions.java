package dev.plumb.cli;

import dev.plumb.runtime.failure.RefusedException;

/** How somebody says that it is meant, when all of an environment is to go. */
final class DestructionOptions {
    private final Option<Boolean> force = Option.flag("do not ask, for scripts", "--force", "-y", "--yes");

    Option<Boolean> option() {
        return force;
    }

    /**
     * Asks, unless that was said beforehand.
     *
     * @param command that says so
     * @throws RefusedException when the answer is no, or nobody can be asked
     */
    void ask(Session session, String question, String command) {
        if (force.or(false)) {
            return;
        }
        if (!session.surroundings().canAsk()) {
            throw new RefusedException(
                    "there is no terminal to ask on, so nothing was dropped",
                    "say that it is meant: " + command + " --force");
        }
        if (!session.messages().confirm(question, session.surroundings().in())) {
            throw new RefusedException("declined, so nothing was dropped", "nothing has to be done");
        }
    }
}
