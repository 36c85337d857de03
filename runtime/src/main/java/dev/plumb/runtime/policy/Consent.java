package dev.plumb.runtime.policy;

import dev.plumb.plan.Change;

/** What whoever applies a plan allows beforehand. */
public interface Consent {
    /** Whether this change is allowed by name. */
    boolean byName(Change change);

    /** Whether every destructive change is allowed, where that is enough. */
    boolean allDestructive();
}
